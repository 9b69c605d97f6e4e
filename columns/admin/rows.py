"""Rows under the form of a text, of what is saved along with it. The verb writes them, and they replace each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .roles import chosen_from

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
else:
    TabularInline, ModelForm = admin.TabularInline, forms.ModelForm


class RowForm(ModelForm):
    """One row. The verb writes it, so nothing is put on the instance."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # a row has no labels, only the heads of its columns
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = field.label

    def _post_clean(self) -> None:
        """Nothing: saving replaces all rows, so that none stands for a stored one."""


class RowsInline(TabularInline):
    """The rows. They are always new ones, filled in with what is stored, and never saved by themselves."""

    form = RowForm
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """None: see `initial`."""
        return super().get_queryset(request).none()

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A row for each that is stored and, for the first of them, an empty one."""
        return max(1, len(self.initial(obj)))

    def initial(self, obj: Any) -> list[dict[str, Any]]:
        """The rows as they are stored."""
        return [] if obj is None or obj._state.adding else self.stored(obj)

    def stored(self, obj: Any) -> list[dict[str, Any]]:
        """The rows of a text that has been saved."""
        raise NotImplementedError

    def get_field_queryset(self, db: Any, db_field: Any, request: Any) -> QuerySet[Any] | None:
        """A choice is made among what this person sees, whatever else a form is sent."""
        among = chosen_from(self, db_field, request)
        return super().get_field_queryset(db, db_field, request) if among is None else among

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may write its rows."""
        return self._may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may write its rows."""
        return self._may_write(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may write its rows; others see them in a line of their own."""
        return self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        parent = self.admin_site.get_model_admin(self.parent_model)
        return parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request)
