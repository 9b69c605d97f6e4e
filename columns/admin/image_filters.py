"""What the list of pictures is narrowed by: what is still to be said of them, and whether they are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LACKS: dict[str, tuple[str | _StrPromise, Q]] = {
    "alt": (_("alternative text"), Q(alt="", decorative=False)),
    "credit": (_("credit"), Q(credit="")),
    "decision": (_("a decision on people in it"), Q(identifiable=True, cleared_at=None)),
}
COVERS: dict[str, tuple[str | _StrPromise, Q]] = {
    "yes": (_("covered"), ~Q(cover=[])),
    "no": (_("open"), Q(cover=[])),
}


class _OneOf(admin.SimpleListFilter):
    """A choice between conditions."""

    among: dict[str, tuple[str | _StrPromise, Q]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every one there is."""
        return [(name, label) for name, (label, _condition) in self.among.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that meet it."""
        chosen = self.among.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class LackFilter(_OneOf):
    """What nobody has said yet."""

    title, parameter_name, among = _("what is missing"), "lacks", LACKS


class CoverFilter(_OneOf):
    """Whether it is seen unasked."""

    title, parameter_name, among = _("cover"), "covered", COVERS
