"""What the list of embeds is narrowed by: the kind of thing, and what has become of its original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.embeds.provider import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: dict[str, str | _StrPromise] = {
    Kind.POST: _("social post"),
    Kind.VIDEO: _("video"),
    Kind.AUDIO: _("audio"),
    Kind.MAP: _("map"),
    Kind.DOCUMENT: _("document"),
    Kind.LINK: _("link"),
}

FATES: dict[str, tuple[str | _StrPromise, Q]] = {
    "gone": (_("removed"), Q(gone_at__isnull=False)),
    "changed": (_("says something else"), Q(changed_at__isnull=False)),
    "failed": (_("could not be fetched (again)"), ~Q(reason="")),
}


class KindFilter(admin.SimpleListFilter):
    """What is shown in the card."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every kind there is."""
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of that kind."""
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset


class FateFilter(admin.SimpleListFilter):
    """What has become of the original."""

    title = _("original")
    parameter_name = "original"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What can be told of it."""
        return [(name, label) for name, (label, _condition) in FATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of which it is told."""
        fate = FATES.get(self.value() or "")
        return queryset.filter(fate[1]) if fate else queryset
