"""Relations under the form of an entry: what it does to which earlier entry, found by typing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from columns.models import Relation
from columns.publishing.relations import MOST
from columns.publishing.texts import Related

from .entry_form import SelectIn, column_of
from .rows import RowsInline


class RelationInline(RowsInline):
    """The earlier entries that a text points at. (The one that it continues is a field of its own.)"""

    model = Relation
    fk_name = "entry"
    fields = ("kind", "to")
    max_num = MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The earlier entry is chosen among the column's own; a row without one says nothing."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields["to"]
        field.required = False
        field.widget = SelectIn(Relation._meta.get_field("to"), self.admin_site, column=column_of(request, obj))
        field.widget.choices = field.choices
        return formset

    def stored(self, obj: Any) -> list[dict[str, Any]]:
        """The relations in their order."""
        return [{"kind": each.kind, "to": each.to_id} for each in obj.relations.all()]


def relations(formsets: Iterable[Any]) -> tuple[Related, ...]:
    """What the rows say, in their order."""
    typed = [form.cleaned_data for formset in formsets if formset.model is Relation for form in formset.forms]
    return tuple(Related(row["to"], row["kind"]) for row in typed if row.get("to"))
