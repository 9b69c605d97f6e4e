"""Authors in Django's admin: the names that stand under entries and posts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.models import Author
from columns.publishing.authors import columns_signed_in, create_author, rename_author
from columns.publishing.texts import Signature

from . import seen
from .confirming import OwnPassword, asked
from .verbs import VerbAdmin, VerbForm


class AuthorForm(VerbForm):
    """A name and, for a new author, its address and kind."""

    slug = forms.CharField(
        label=_("Address"), max_length=80, required=False, help_text=_("Empty: made from the name.")
    )
    password = OwnPassword()

    class Meta:
        model = Author
        fields = ("name", "kind")


@admin.register(Author)
class AuthorAdmin(VerbAdmin):
    """People and organisations who sign. A new name shows at once under everything they have signed."""

    form = AuthorForm
    adds, changes = "create_author", "rename_author"
    list_display = ("name", "slug", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    shown = ("name", "slug", "kind")

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Names are of no one column."""
        return seen.authors(request, rows)

    def home_of(self, thing: Any) -> Collection[int]:
        """None."""
        return ()

    def changed_in(self, thing: Any) -> Collection[int]:
        """Wherever readers see the name."""
        return columns_signed_in(thing)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        return (*self.shown, *asked(request, obj), *self.hidden_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An author's address and kind stay."""
        return ("slug", "kind") if obj else ()

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Author:
        """Create or rename."""
        typed = form.cleaned_data
        if not change:
            return create_author(by=request.user, name=typed["name"], slug=typed["slug"], kind=typed["kind"])
        return rename_author(
            by=request.user, author=form.instance, name=typed["name"], revision=typed["based_on"]
        )
