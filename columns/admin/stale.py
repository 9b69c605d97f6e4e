"""Stale edits: somebody saved in the meantime. What they saved is shown beside what was typed, and neither is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from columns.editing.editor import BodyField
from columns.markup.sanitise import TooLong, sanitise
from columns.models import Byline, Relation
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.texts import Related, Signature


class Row(NamedTuple):
    """One field on which the two disagree."""

    label: str
    theirs: object
    mine: object


def is_stale(refusal: Refused, stored: Any, sent: Mapping[str, Any]) -> bool:
    """Whether a form was refused because `stored` has moved on from the revision it was opened at."""
    return isinstance(refusal, StaleEdit) or str(sent.get("based_on")) != str(stored.revision)


def rows(form: forms.ModelForm[Any], stored: Any, refusal: Refused | None) -> list[Row]:
    """The fields that differ between what is stored and what was typed."""
    return [*_fields(form, stored), *_bylines(refusal), *_relations(refusal)]


def _fields(form: forms.ModelForm[Any], stored: Any) -> Iterator[Row]:
    for name in form.changed_data:
        field = form.fields[name]
        if field.widget.is_hidden or not (hasattr(stored, name) or name in getattr(form, "derived", ())):
            continue
        theirs: Any = getattr(stored, name, form.initial.get(name))
        mine = form.cleaned_data.get(name)
        if isinstance(field, BodyField):
            theirs, mine = mark_safe(theirs), _safe(mine or "")  # noqa: S308 - what is stored is safe
        if theirs != mine:
            yield Row(str(field.label), theirs, mine)


def _safe(html: str) -> str:
    try:
        return mark_safe(sanitise(html))  # noqa: S308 - this moment
    except TooLong as error:
        return str(error)


def _bylines(refusal: Refused | None) -> Iterator[Row]:
    if isinstance(refusal, StaleEdit) and refusal.theirs.bylines != refusal.mine.bylines:
        yield Row(gettext("bylines"), _names(refusal.theirs.bylines), _names(refusal.mine.bylines))


def _names(bylines: Sequence[Signature]) -> SafeString:
    signed = ((each.author.name, Byline.Role(each.role).label) for each in bylines)
    return format_html_join(", ", "<bdi>{}</bdi> ({})", signed)


def _relations(refusal: Refused | None) -> Iterator[Row]:
    if not isinstance(refusal, StaleEdit):
        return
    theirs, mine = (getattr(text, "relations", ()) for text in (refusal.theirs, refusal.mine))
    if theirs != mine:
        yield Row(gettext("relations to earlier entries"), _pointed(theirs), _pointed(mine))


def _pointed(relations: Sequence[Related]) -> SafeString:
    told = ((Relation.Kind(each.kind).label, str(each.to)) for each in relations)
    return format_html_join("; ", "{}: <bdi>{}</bdi>", told)
