"""Fragments: entries as HTML, the same for page, push, preview and feed of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone, translation

from columns.models import Byline, Column, Entry

from .body import shown
from .cards import body_with_cards
from .opening import read_parts
from .pictures import images_of, with_pictures
from .place import Place
from .related import earlier, earlier_ones, later, later_ones
from .told_with import corrections_of, event_of, tags_of


@dataclass(frozen=True)
class Fragment:
    """One entry as pages hold it: what it is, where it stands, and its HTML (of a withdrawn one: its stub)."""

    id: str
    post: str
    seq: int
    first_seq: int
    sort: str
    key: bool
    withdrawn: bool
    html: str


@contextmanager
def as_column(column: Column) -> Iterator[None]:
    """Within this, times are in the column's zone and words in its language."""
    with translation.override(column.language), timezone.override(column.zone):
        yield


def fragments_of(column: Column, labels: Iterable[tuple[str, int]]) -> list[Fragment]:
    """The fragments of some public entries, given as (id, seq), in that order; those that are gone are missing.

    Cached by (epoch, id, seq): a page is a concatenation. What is not cached is rendered as it is *now*, which may be
    newer than its label and says so in its own seq.
    """
    keys = {_key(column, entry_id, seq): entry_id for entry_id, seq in labels}
    found: dict[str, Fragment] = cache.get_many(keys)
    missing = [entry_id for key, entry_id in keys.items() if key not in found]
    by_id = _with_fresh(column, found, render_entries(column, missing) if missing else [])
    return [by_id[entry_id] for entry_id in keys.values() if entry_id in by_id]


def fragments_from(column: Column, rows: Sequence[Entry], beside: Sequence[Entry] = ()) -> dict[str, Fragment]:
    """The same by id, of rows that have been read with their `post` and `continues`. The parts of those `beside` are
    read along, for `previews`.
    """
    keys = {_key(column, entry.pk, entry.seq or 0): entry for entry in rows}
    found: dict[str, Fragment] = cache.get_many(keys)
    missing = [entry for key, entry in keys.items() if key not in found]
    return _with_fresh(column, found, _render_all(column, missing, beside) if missing else [])


def _with_fresh(column: Column, found: dict[str, Fragment], rendered: list[Fragment]) -> dict[str, Fragment]:
    """By id, what was found with what has just been rendered, which is kept."""
    fresh = {_key(column, f.id, f.seq): f for f in rendered}
    if fresh:
        cache.set_many(fresh)
    return {fragment.id: fragment for fragment in (*found.values(), *fresh.values())}


def _key(column: Column, entry_id: str, seq: int) -> str:
    return f"entry:{settings.RELEASE}:{column.epoch}:{entry_id}:{seq}"


def render_entries(column: Column, entry_ids: list[str]) -> list[Fragment]:
    """Render entries afresh: the rows first, then their parts."""
    # By key alone: asked for the column as well, SQLite reads all of the column.
    rows = list(Entry.objects.filter(pk__in=entry_ids).public().select_related("post", "continues"))
    return _render_all(column, rows)


def _render_all(column: Column, rows: Sequence[Entry], beside: Sequence[Entry] = ()) -> list[Fragment]:
    _read([*rows, *beside])
    prefetch_related_objects(
        [entry for entry in rows if _may_go_on(entry)],
        Prefetch("follow_ups", Entry.objects.published().order_by("display_time", "first_seq")),
        later_ones(),
    )
    prefetch_related_objects([entry for entry in rows if entry.amended_at], "corrections")
    with as_column(column):
        return [_render(column, entry) for entry in rows if entry.column_id == column.pk]


def _read(entries: Sequence[Entry]) -> None:
    """What every entry has, and what stands in its text; what has been read already is not read again."""
    prefetch_related_objects(
        entries, Prefetch("bylines", Byline.objects.select_related("author")), earlier_ones(), "tags"
    )
    read_parts(entries)


def _may_go_on(entry: Entry) -> bool:
    """Whether other entries may continue this one or point at it: the first that does moves it."""
    return entry.seq != entry.first_seq


def _render(column: Column, entry: Entry) -> Fragment:
    place = Place.of(entry)
    html = render_to_string("parts/_entry.html", {**entry_context(column, entry), "sort": str(place)})
    return Fragment(
        entry.pk, entry.post_id, entry.seq or 0, place.first_seq, str(place), entry.key_event, entry.is_withdrawn,
        html.strip(),
    )


def preview(column: Column, entry: Entry) -> str:
    """One entry as HTML as readers would see it now, a draft too: rendered like all others, and kept nowhere."""
    if entry.is_public:
        return "".join(fragment.html for fragment in render_entries(column, [entry.pk]))
    return previews(column, [entry])[entry.pk]


def previews(column: Column, entries: Sequence[Entry]) -> dict[str, str]:
    """Some that no reader has seen yet, by id, with as few questions for many as for one.

    One without a time of its own is shown as if it were published at this moment.
    """
    for entry in entries:
        entry.display_time = entry.display_time or timezone.now()
    _read(entries)
    with as_column(column):
        return {
            entry.pk: render_to_string("parts/_entry.html", {**entry_context(column, entry), "sort": ""}).strip()
            for entry in entries
        }


def entry_context(column: Column, entry: Entry) -> dict[str, Any]:
    """What the templates of an entry are told: its public fields and its neighbours in the thread, by name."""
    first = entry.continues if entry.continues and not entry.continues.is_withdrawn else None

    def link(other: Entry) -> dict[str, Any]:
        return {"url": permalink(column, other.pk), "time": other.display_time}

    return {
        "entry": entry,
        "url": permalink(column, entry.pk),
        "headline": entry.headline or (first.headline if first else ""),
        "thread": link(first) if first else None,
        "relations": earlier(entry, link),
        "body": "" if entry.is_withdrawn else _body(entry),
        "follow_ups": [link(other) for other in entry.follow_ups.all()] if _may_go_on(entry) else [],
        "pointers": later(entry, link) if _may_go_on(entry) else {},
        "bylines": entry.bylines.all(),
        "event": event_of(column, entry),
        "tags": tags_of(entry),
        "corrections": corrections_of(entry),
    }


def _body(entry: Entry) -> str:
    """The text with all that stands in it."""
    return with_pictures(body_with_cards(entry, shown(entry.body)), images_of(entry), entry)


def permalink(column: Column, entry_id: str) -> str:
    """`/<column>/entry/<id>/`, without asking the database for the column again."""
    from django.urls import reverse

    return reverse("entry", args=[column.slug, entry_id])
