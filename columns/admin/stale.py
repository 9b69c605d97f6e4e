"""Stale edits: somebody saved in the meantime. What they saved is shown beside what was typed, and neither is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from columns.editing.editor import BodyField
from columns.markup.sanitise import TooLong, sanitise
from columns.publishing.comparison import Row, compare, compare_bodies, compare_lines, names_of
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.texts import EntryText


def is_stale(refusal: Refused, stored: Any, sent: Mapping[str, Any]) -> bool:
    """Whether a form was refused because `stored` has moved on from the revision it was opened at."""
    return isinstance(refusal, StaleEdit) or str(sent.get("based_on")) != str(stored.revision)


def rows(form: forms.ModelForm[Any], stored: Any, refusal: Refused | None) -> list[Row]:
    """What differs between what is stored and what was typed, with marks on the words."""
    if isinstance(refusal, StaleEdit) and isinstance(refusal.theirs, EntryText):
        assert isinstance(refusal.mine, EntryText)  # noqa: S101 - two texts of one thing
        return compare(refusal.theirs, refusal.mine)
    return [*_fields(form, stored), *_bylines(refusal)]


def _fields(form: forms.ModelForm[Any], stored: Any) -> Iterator[Row]:
    for name in form.changed_data:
        field = form.fields[name]
        if field.widget.is_hidden or not (hasattr(stored, name) or name in getattr(form, "derived", ())):
            continue
        theirs: Any = getattr(stored, name, form.initial.get(name))
        mine = form.cleaned_data.get(name)
        label = str(field.label)
        if isinstance(field, BodyField):
            yield from compare_bodies(theirs, _safe(mine or ""), label)
        else:
            yield from compare_lines(label, _said(theirs), _said(mine))


def _said(value: object) -> str:
    return "" if value in (None, "") else str(value)


def _safe(html: str) -> str:
    try:
        return sanitise(html)
    except TooLong as error:
        return str(error)


def _bylines(refusal: Refused | None) -> list[Row]:
    if not isinstance(refusal, StaleEdit):
        return []
    return compare_lines(gettext("bylines"), names_of(refusal.theirs.bylines), names_of(refusal.mine.bylines))
