"""The fields of an entry as tools write them, and the text that a verb takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from columns.models import Author, Entry
from columns.publishing.errors import Refused
from columns.publishing.relations import MOST, too_many
from columns.publishing.texts import EntryText, Related, Signature

from .body import check
from .problems import Problem

KINDS: dict[str, type] = {
    "headline": str,
    "body": str,
    "display_time": str,
    "pinned": bool,
    "key_event": bool,
    "continues": str,
    "bylines": list,
    "relations": list,
    "tags": list,
    "event_time": str,
    "event_zone": str,
}
#: What belongs to the entry and not to its text: it is changed by acts of its own.
MARKS = {"pinned", "key_event"}
BYLINE: dict[str, type] = {"author": str, "role": str}
MOST_BYLINES = 50
RELATION: dict[str, type] = {"to": str, "kind": str}


def text_of(told: Mapping[str, Any]) -> EntryText:
    """The text of an entry, not yet cleaned. Raises Problem (a field that cannot be read), Refused (nobody there)."""
    check(told, KINDS)
    return EntryText(**_read(told))


def changed(text: EntryText, told: Mapping[str, Any]) -> EntryText:
    """The same text with the fields that are named in their place. Raises as `text_of` does."""
    check(told, {name: kind for name, kind in KINDS.items() if name not in MARKS})
    return replace(text, **_read(told))


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    readers: dict[str, Callable[[Any], Any]] = {
        "display_time": lambda written: _time(written, "display_time"),
        "event_time": lambda written: _time(written, "event_time"),
        "continues": _entry,
        "bylines": _bylines,
        "relations": _relations,
        "tags": _tags,
    }
    return {name: readers.get(name, _as_it_is)(value) for name, value in told.items() if name not in MARKS}


def _as_it_is(value: Any) -> Any:
    return value


def _tags(told: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(each, str) for each in told):
        raise Problem(HTTPStatus.BAD_REQUEST, _("A tag is a string."), "tags")
    return tuple(told)


def _time(written: str, field: str) -> datetime:
    try:
        time = datetime.fromisoformat(written)
        if time.utcoffset() is None:
            raise ValueError("no offset")
        return time.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        detail = _("A time is written as in ISO 8601, with its offset: 2015-10-07T21:30:00+03:00.")
        raise Problem(HTTPStatus.BAD_REQUEST, detail, field) from error


def _entry(pk: str) -> Entry:
    # What cannot be printed is in no id and no address, and a database may refuse to look for it.
    entry = Entry.objects.filter(pk=pk).first() if pk.isprintable() else None
    if entry is None:
        raise Refused(_("There is no such entry."), "continues")
    return entry


def _bylines(told: list[Any]) -> tuple[Signature, ...]:
    if len(told) > MOST_BYLINES:
        raise Refused(_("At most %(limit)d names can stand under an entry.") % {"limit": MOST_BYLINES}, "bylines")
    for each in told:
        if not isinstance(each, dict) or "author" not in each:
            raise Problem(HTTPStatus.BAD_REQUEST, _("A byline is an object with an author."), "bylines")
        check(each, BYLINE, within="bylines")
    slugs = {each["author"] for each in told if each["author"].isprintable()}
    authors = {author.slug: author for author in Author.objects.filter(slug__in=slugs)} if slugs else {}
    if any(each["author"] not in authors for each in told):
        raise Refused(_("There is no author at one of these addresses."), "bylines")
    return tuple(Signature(authors[each["author"]], each.get("role", Signature.role)) for each in told)


def _relations(told: list[Any]) -> tuple[Related, ...]:
    if len(told) > MOST:
        raise too_many()
    for each in told:
        if not isinstance(each, dict) or not RELATION.keys() <= each.keys():
            raise Problem(HTTPStatus.BAD_REQUEST, _("A relation is an object with `to` and `kind`."), "relations")
        check(each, RELATION, within="relations")
    keys = [each["to"] for each in told if each["to"].isprintable()]
    entries = Entry.objects.in_bulk(keys) if keys else {}
    if any(each["to"] not in entries for each in told):
        raise Refused(_("There is no such entry."), "relations")
    return tuple(Related(entries[each["to"]], each["kind"]) for each in told)
