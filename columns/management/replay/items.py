"""The file of a replay: a JSON list of `{source, date, text}`, read and checked whole before anything is published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from columns.publishing.texts import AHEAD, EARLIEST


class BadFile(ValueError):
    """The file cannot be replayed; the message says where and why."""


@dataclass(frozen=True)
class Item:
    """One text of the file. `number` is its place there, from 1; the text is Markdown."""

    number: int
    source: str
    date: datetime
    text: str


def read_items(path: Path) -> list[Item]:
    """The items by date; those of one moment as they stand in the file. Raises BadFile."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadFile(_("%(file)s cannot be read: %(why)s.") % {"file": path, "why": error.strerror}) from error
    except (ValueError, RecursionError) as error:
        raise BadFile(_("%(file)s is not JSON: %(why)s.") % {"file": path, "why": error}) from error
    if not isinstance(told, list):
        raise BadFile(_("%(file)s is not a list of items.") % {"file": path})
    if not told:
        raise BadFile(_("%(file)s has no items.") % {"file": path})
    return sorted((_item(number, each) for number, each in enumerate(told, 1)), key=lambda item: item.date)


def _item(number: int, told: Any) -> Item:
    if not isinstance(told, dict):
        raise _wrong(number, _("it is not an object with “source”, “date” and “text”."))
    for name in ("date", "text"):
        if name not in told:
            raise _wrong(number, _("it has no “%(name)s”.") % {"name": name})
    told = {"source": "", **told}
    for name in ("source", "date", "text"):
        if not isinstance(told[name], str):
            raise _wrong(number, _("its “%(name)s” is not a text.") % {"name": name})
    return Item(number, told["source"].strip(), _date(number, told["date"]), told["text"])


def _date(number: int, told: str) -> datetime:
    """A date in ISO 8601; without a zone it is in UTC."""
    try:
        date = datetime.fromisoformat(told.strip())
    except ValueError as error:
        raise _wrong(number, _("“%(date)s” is not a date in ISO 8601.") % {"date": told}) from error
    date = date if timezone.is_aware(date) else date.replace(tzinfo=UTC)
    if date > timezone.now() + AHEAD:
        raise _wrong(number, _("its date, %(date)s, lies in the future.") % {"date": told})
    if date < EARLIEST:
        raise _wrong(number, _("its date, %(date)s, lies before 1900.") % {"date": told})
    return date


def _wrong(number: int, why: str) -> BadFile:
    return BadFile(_("Item %(number)d: %(why)s") % {"number": number, "why": why})
