"""Comparison: two texts of one entry side by side, with marks on what is different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from columns.markup.differences import differences, plain_differences
from columns.markup.pictured import ids_in, replaced
from columns.models import Byline, Image, Relation

from .embed_texts import without_embeds
from .texts import EntryText, Related, Signature


class Row(NamedTuple):
    """One thing on which the two disagree, as HTML. `is_text`: paragraphs and not a line."""

    label: str
    theirs: SafeString
    mine: SafeString
    is_text: bool = False


def compare(theirs: EntryText, mine: EntryText) -> list[Row]:
    """What is different, first the words: what only `theirs` has is in `<del>`, what only `mine` has in `<ins>`.

    Both are clean (as in a StaleEdit). Times are in the active zone, events in their own. For
    `parts/_side_by_side.html`.
    """
    rows = [_line(label, one, other) for label, one, other in _lines(theirs, mine) if one != other]
    rows[1 if theirs.headline != mine.headline else 0 : 0] = compare_bodies(theirs.body, mine.body)
    return rows


def compare_lines(label: str, theirs: str, mine: str) -> list[Row]:
    """The same for one line of plain text: a row, or none."""
    return [_line(label, theirs, mine)] if theirs != mine else []


def compare_bodies(theirs: str, mine: str, label: str = "") -> list[Row]:
    """The same for two safe texts. Embeds are links there, and pictures their words."""
    if theirs == mine:
        return []
    before, after = differences(*_readable(theirs, mine))
    return [Row(label or _("text"), mark_safe(before), mark_safe(after), is_text=True)]  # noqa: S308 - they were safe


def _line(label: str, theirs: str, mine: str) -> Row:
    before, after = plain_differences(theirs, mine)
    return Row(label, mark_safe(before), mark_safe(after))  # noqa: S308 - it escapes them


def _lines(theirs: EntryText, mine: EntryText) -> Iterator[tuple[str, str, str]]:
    yield _("headline"), theirs.headline, mine.headline
    yield _("bylines"), names_of(theirs.bylines), names_of(mine.bylines)
    yield _("time shown"), _when(theirs.display_time), _when(mine.display_time)
    yield _("time of the event"), _event(theirs), _event(mine)
    yield _("tags"), ", ".join(theirs.tags), ", ".join(mine.tags)
    yield _("continues"), str(theirs.continues or ""), str(mine.continues or "")
    yield _("relations to earlier entries"), _pointed(theirs.relations), _pointed(mine.relations)


def names_of(bylines: Sequence[Signature]) -> str:
    """Those who sign, with what they did."""
    return ", ".join(f"{each.author.name} ({Byline.Role(each.role).label})" for each in bylines)


def _pointed(relations: Sequence[Related]) -> str:
    return "; ".join(f"{Relation.Kind(each.kind).label}: {each.to}" for each in relations)


def _when(when: datetime | None, zone: str = "") -> str:
    return f"{timezone.localtime(when, ZoneInfo(zone) if zone else None):%Y-%m-%d %H:%M:%S %Z}" if when else ""


def _event(text: EntryText) -> str:
    return f"{_when(text.event_time, text.event_zone)} {text.event_zone}".strip()


def _readable(*bodies: str) -> Iterable[str]:
    ids = [id for body in bodies for id in ids_in(body)]
    images = Image.objects.in_bulk(ids) if ids else {}

    def told(gallery: list[str]) -> str:
        words = (f"{_('Picture')} {id}: {escape(images[id].alt) if id in images else ''}" for id in gallery)
        return "".join(f'<p dir="auto">{each}</p>' for each in words)

    return [without_embeds(replaced(body, told)) for body in bodies]
