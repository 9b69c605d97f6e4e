"""Roles in the admin: who gets through which door, and sees which rows. Django's own permissions are asked nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from columns.publishing.permissions import Standing, standing_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

_Rows = TypeVar("_Rows", bound="QuerySet[Any, Any]")
#: How the address of a list asks for a value of a field, and for a part of time.
_VALUE, _TIME = r"(__exact|__isnull|__isempty|__id__exact)?", r"__(year|month|day)"


def standing(request: HttpRequest) -> Standing:
    """What this person may do. It is asked of the database once in a request, not once for each row."""
    held: Standing | None = getattr(request, "_standing", None)
    if held is None:
        held = request._standing = standing_of(request.user)  # type: ignore[attr-defined]
    return held


def of_own_columns(request: HttpRequest, rows: _Rows, act: str = "see_desk", column: str = "column") -> _Rows:
    """Those of `rows` that are of a column in which this person may do `act`; `column` is the way there."""
    held = standing(request).columns(act)
    return rows if held is None else rows.filter(**{f"{column}__in": held})


class OwnColumns(admin.RelatedFieldListFilter):
    """A filter by column, which names to nobody a column that is not theirs."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The columns whose rows are in the list."""
        held = standing(request).columns(model_admin.views)
        among = {} if held is None else {"pk__in": held}
        order = self.field_admin_ordering(field, request, model_admin)
        choices: list[tuple[str, Any]] = field.get_choices(
            include_blank=False, ordering=order, limit_choices_to=among
        )
        return choices


class ByRole(ModelAdmin):
    """An admin that asks the table of permissions (`publishing/permissions.py`), and shows to each what is theirs.

    `views`, `adds` and `changes` name what is asked there for looking, for a new thing and for another text of one;
    None: nobody does it here.
    """

    views = "see_desk"
    adds: str | None = None
    changes: str | None = None
    #: What the address of the list may ask for beside its filters.
    asked: Sequence[str] = ()

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of all rows that this person sees: in the list, in searches and choices, and on pages of their own."""
        return of_own_columns(request, rows, self.views)

    def home_of(self, thing: Any) -> Collection[int]:
        """The columns whose members alone see a thing; none, if it is not for those of one column only."""
        return (thing.column_id,)

    def changed_in(self, thing: Any) -> Collection[int]:
        """The columns in which one needs the role for changing a thing."""
        return self.home_of(thing)

    def where_changed(self, request: HttpRequest, thing: Any) -> Collection[int]:
        """The same, found out once for each thing, and not for those whom it makes no difference."""
        if thing is None or standing(request).is_all:
            return ()
        if not hasattr(thing, "_changed_in"):
            thing._changed_in = self.changed_in(thing)
        found: Collection[int] = thing._changed_in
        return found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What this person sees."""
        return self.seen(request, super().get_queryset(request))

    def get_field_queryset(self, db: Any, db_field: Any, request: Any) -> QuerySet[Any] | None:
        """A choice is made among what this person sees, whatever else a form is sent."""
        among = chosen_from(self, db_field, request)
        return super().get_field_queryset(db, db_field, request) if among is None else among

    # --- Doors -----------------------------------------------------------------------------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may look at some of it."""
        return standing(request).may(self.views)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may look at it."""
        return standing(request).may(self.views, *(self.home_of(obj) if obj else ()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may make one, in some column: the verb knows in which."""
        return self.adds is not None and standing(request).may(self.adds)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change it wherever it shows."""
        where = self.where_changed(request, obj)
        return self.changes is not None and standing(request).may(self.changes, *where)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's, which would look for the thing before it asks who is there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    # --- What an address may ask -----------------------------------------------------------------

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What the list's own filters ask, and nothing else: no field of the thing, nor of what it leads to."""
        # PostgreSQL knows no such letter, and no database a key of so many digits.
        if "\0" in value or re.search(r"\d{19}", value):
            return False
        if self.date_hierarchy and re.fullmatch(re.escape(self.date_hierarchy) + _TIME, lookup):
            return bool(re.fullmatch(r"[0-9]{1,4}", value))
        return lookup in self.asked or any(re.fullmatch(each, lookup) for each in self._filtered(request))

    def _filtered(self, request: HttpRequest) -> Iterator[str]:
        filters: Sequence[Any] = self.get_list_filter(request)
        for each in filters:
            if isinstance(each, type) and issubclass(each, admin.SimpleListFilter):
                yield re.escape(str(each.parameter_name))
            else:
                yield re.escape(str(each if isinstance(each, str) else each[0])) + _VALUE

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """A thing is named by its key alone."""
        return to_field == self.opts.pk.name


def chosen_from(among: Any, db_field: Any, request: HttpRequest) -> QuerySet[Any] | None:
    """The rows that a field of `among` (an admin, or its rows) can name; None: its noun is not in the admin."""
    noun = among.admin_site._registry.get(db_field.remote_field.model)
    return noun.get_queryset(request) if noun else None
