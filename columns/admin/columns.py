"""Columns in Django's admin."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.models import Column
from columns.publishing.columns import change_column, create_column
from columns.publishing.texts import Signature

from .roles import of_own_columns
from .verbs import VerbAdmin, VerbForm


def _zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(zoneinfo.available_timezones())]


class ColumnForm(VerbForm):
    """A column's settings."""

    slug = forms.CharField(
        label=_("Address"), max_length=80, required=False,
        help_text=_("Empty: made from the title. After a change, the old address leads to the new one."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_zones, initial="UTC",
        help_text=_("Dates and times on the pages are in this zone."),
    )

    class Meta:
        model = Column
        fields = ("title", "description", "state", "language", "keeps_evidence", "safety_delay", "four_eyes")


@admin.register(Column)
class ColumnAdmin(VerbAdmin):
    """Running subjects. None is ever deleted: it is closed, or hidden from readers."""

    form = ColumnForm
    adds, changes = "create_column", "change_column"
    list_display = ("title", "slug", "state", "language", "time_zone")
    list_filter = ("state", "language")
    search_fields = ("title", "slug", "description")
    shown = (
        "title", "slug", "description", "state", "language", "time_zone", "keeps_evidence", "safety_delay", "four_eyes",
    )

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """One's own."""
        return of_own_columns(request, rows, column="pk")

    def home_of(self, thing: Any) -> Collection[int]:
        """Itself."""
        return (thing.pk,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        return (*self.shown, *self.hidden_fields)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what readers can see has an address there."""
        return obj.get_absolute_url() if obj and obj.state != Column.State.HIDDEN else None

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Column:
        """Create it, or change it."""
        typed = {name: form.cleaned_data[name] for name in self.shown}
        if not change:
            return create_column(by=request.user, **typed)
        typed["slug"] = typed["slug"] or form.instance.slug
        return change_column(
            by=request.user, column=form.instance, revision=form.cleaned_data["based_on"], **typed
        )
