"""Bylines under the form of an entry or a post: an author by name, a role, an order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from columns.models import Byline
from columns.publishing.texts import Signature

from .rows import RowForm, RowsInline


class BylineForm(RowForm):
    """One name."""

    position = forms.IntegerField(label=_("order"), required=False, min_value=1, max_value=999)


class BylineInline(RowsInline):
    """The names under a text."""

    model = Byline
    form = BylineForm
    fields = ("author", "role", "position")
    autocomplete_fields = ("author",)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """An author who is missing can be added on the spot."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def stored(self, obj: Any) -> list[dict[str, Any]]:
        """The names in their order."""
        return [
            {"author": byline.author_id, "role": byline.role, "position": at}
            for at, byline in enumerate(obj.bylines.all(), 1)
        ]


def signatures(formsets: Iterable[Any]) -> tuple[Signature, ...]:
    """What the rows say, in their order; rows without a number come last."""
    typed = [form.cleaned_data for formset in formsets if formset.model is Byline for form in formset.forms]
    named = [row for row in typed if row.get("author")]
    named.sort(key=lambda row: row["position"] or 1000)
    return tuple(Signature(row["author"], row["role"]) for row in named)
