"""Bylines under the form of an entry or a post: an author by name, a role, an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.models import Byline
from columns.publishing.texts import Signature

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
    ModelForm = forms.ModelForm[Byline]
else:
    TabularInline, ModelForm = admin.TabularInline, forms.ModelForm


class BylineForm(ModelForm):
    """One row. The verb writes it, so nothing is put on the instance."""

    position = forms.IntegerField(label=_("order"), required=False, min_value=1, max_value=999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # a row has no labels, only the heads of its columns
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = field.label

    def _post_clean(self) -> None:
        """Nothing: saving replaces all bylines, so that no row stands for a stored one."""


class BylineInline(TabularInline):
    """The rows. They are always new ones, filled in with the stored names, and never saved by themselves."""

    model = Byline
    form = BylineForm
    fields = ("author", "role", "position")
    autocomplete_fields = ("author",)
    can_delete = False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """An author who is missing can be added on the spot."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """None: see `initial`."""
        return super().get_queryset(request).none()

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A row for each name and, for the first of them, an empty one."""
        return max(1, obj.bylines.count()) if obj else 1

    def initial(self, obj: Any) -> list[dict[str, Any]]:
        """The rows as they are stored."""
        if obj is None or obj._state.adding:
            return []
        return [
            {"author": byline.author_id, "role": byline.role, "position": at}
            for at, byline in enumerate(obj.bylines.all(), 1)
        ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may sign it."""
        return self._may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may sign it."""
        return self._may_write(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may write the text may sign it; others see the names in a line of their own."""
        return self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        parent = self.admin_site.get_model_admin(self.parent_model)
        return parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request)


def signatures(formsets: Iterable[Any]) -> tuple[Signature, ...]:
    """What the rows say, in their order; rows without a number come last."""
    typed = [form.cleaned_data for formset in formsets for form in formset.forms]
    named = [row for row in typed if row.get("author")]
    named.sort(key=lambda row: row["position"] or 1000)
    return tuple(Signature(row["author"], row["role"]) for row in named)
