"""Authors in Django's admin: the names that stand under entries and posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.models import Author
from columns.publishing.authors import create_author, rename_author
from columns.publishing.texts import Signature

from .verbs import VerbAdmin, VerbForm


class AuthorForm(VerbForm):
    """A name and, for a new author, its address and kind."""

    slug = forms.CharField(
        label=_("Address"), max_length=80, required=False, help_text=_("Empty: made from the name.")
    )

    class Meta:
        model = Author
        fields = ("name", "kind")


@admin.register(Author)
class AuthorAdmin(VerbAdmin):
    """People and organisations who sign. A new name shows at once under everything they have signed."""

    form = AuthorForm
    list_display = ("name", "slug", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    shown = ("name", "slug", "kind")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        return (*self.shown, *self.hidden_fields)

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
