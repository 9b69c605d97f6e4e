"""Items: the entries of a post as the desk shows them: what readers see or will see, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.template.loader import render_to_string
from django.urls import reverse

from columns.editing.entry_acts import ACTS
from columns.models import Entry, Revision
from columns.models.entry import EntryQuerySet
from columns.reading.fragments import fragments_from, permalink, previews
from columns.reading.place import Place

from .door import Desk

#: So many entries of the stream stand on the page, and come with each asking for earlier ones.
PAGE = 50
#: More than these nobody can have in view: the oldest drafts are left to the admin's list.
MOST_WAITING = 200


@dataclass(frozen=True)
class Item:
    """One entry on the desk, as its template names it."""

    id: str
    #: `waiting` (no reader has seen it) or `stream`.
    place: str
    sort: str
    html: str
    state: str
    state_label: str
    held: bool
    hold_reason: str
    returned_note: str
    due_at: datetime | None
    is_delayed: bool
    submitted_by: str
    written_by: str
    acts: list[dict[str, Any]]
    revision: int
    permalink: str
    history: str
    can_edit: bool


def entries_of(desk: Desk) -> EntryQuerySet:
    """The entries of the post, each with who wrote its last text and when; first those that wait, in the order in
    which somebody has to look at them.
    """
    last = Revision.objects.filter(entry=OuterRef("pk")).order_by("-number")
    urgency = Case(
        When(first_seq__isnull=False, then=4), When(held_at__isnull=False, then=0),
        When(state=Entry.State.SUBMITTED, then=1), When(state=Entry.State.SCHEDULED, then=2), default=Value(3),
    )
    rows = Entry.objects.filter(post=desk.post).select_related("continues", "post").annotate(
        written_by=Subquery(last.values("by__username")[:1]), written_at=Subquery(last.values("at")[:1]),
        sent_by=F("submitted_by__username"),
    )
    return rows.order_by(urgency, F("due_at").asc(nulls_last=True), "submitted_at", "-desk_seq", "pk")


def opened(desk: Desk) -> tuple[list[Entry], list[Entry], str]:
    """What a page begins with, in one question: those that wait, the newest that readers have seen, and where the next
    page of these begins."""
    newest = Entry.objects.filter(post=desk.post).public().newest_first().values("pk")[: PAGE + 1]
    rows = entries_of(desk).filter(Q(first_seq__isnull=True) | Q(pk__in=newest))[: MOST_WAITING + PAGE + 1]
    waiting = [entry for entry in rows if not entry.is_public][:MOST_WAITING]
    return waiting, *_page_of([entry for entry in rows if entry.is_public])


def waiting_ids(desk: Desk) -> list[str]:
    """Those that no reader has seen, in their order."""
    return list(entries_of(desk).unpublished().values_list("pk", flat=True)[:MOST_WAITING])


def stream_of(desk: Desk, before: Place | None) -> tuple[list[Entry], str]:
    """A page of those that readers have seen, newest first, from `before` on; and where the next one begins."""
    rows = entries_of(desk).public().newest_first()
    if before:
        rows = rows.older_than(before.display_time, before.first_seq)
    return _page_of(list(rows[: PAGE + 1]))


def _page_of(found: list[Entry]) -> tuple[list[Entry], str]:
    found.sort(key=Place.of, reverse=True)
    return found[:PAGE], str(Place.of(found[PAGE - 1])) if len(found) > PAGE else ""


def items_of(desk: Desk, entries: Iterable[Entry]) -> list[Item]:
    """Entries as items, in their order, with as few questions for many as for one."""
    entries = list(entries)
    html = _html_of(desk, entries)
    return [_item(desk, entry, html[entry.pk]) for entry in entries if entry.pk in html]


def _html_of(desk: Desk, entries: Sequence[Entry]) -> dict[str, str]:
    """What readers see of each, and will see of those that wait: as if those were shown when they were last written."""
    public = [entry for entry in entries if entry.is_public]
    waiting = [entry for entry in entries if not entry.is_public]
    for entry in waiting:
        entry.display_time = entry.display_time or entry.due_at or vars(entry)["written_at"]
    fragments = fragments_from(desk.column, public, beside=waiting)
    return {id: fragment.html for id, fragment in fragments.items()} | previews(desk.column, waiting)


def _item(desk: Desk, entry: Entry, html: str) -> Item:
    about = vars(entry)
    return Item(
        id=entry.pk,
        place="stream" if entry.is_public else "waiting",
        sort=str(Place.of(entry)) if entry.is_public else "",
        html=html,
        state=entry.state,
        state_label=entry.get_state_display(),
        held=entry.is_held,
        hold_reason=entry.hold_reason,
        returned_note=entry.returned_note,
        due_at=entry.due_at,
        is_delayed=entry.is_delayed,
        submitted_by=about["sent_by"] or "",
        written_by=about["written_by"] or "",
        acts=acts_on(desk, entry),
        revision=entry.revision,
        permalink=permalink(desk.column, entry.pk) if entry.is_public else "",
        history=history_of(entry),
        can_edit=not entry.is_withdrawn and desk.may("amend_entry" if entry.is_public else "save_draft"),
    )


def acts_on(desk: Desk, entry: Entry) -> list[dict[str, Any]]:
    """What this person may do to it as it stands."""
    fitting = (act for act in ACTS if desk.may(act.needs) and act.fits(entry))
    return [{"name": act.name, "label": act.label, "asks": act.asks, "means": act.means} for act in fitting]


def history_of(entry: Entry) -> str:
    """Where the earlier texts of an entry are."""
    return reverse("admin:columns_revision_history", args=["entry", entry.pk])


def rendered(desk: Desk, items: Iterable[Item]) -> list[dict[str, str]]:
    """Items as the page's script takes them."""
    return [
        {
            "id": item.id, "place": item.place, "sort": item.sort,
            "html": render_to_string("desk/_item.html", {"item": item, "post": desk.post}).strip(),
        }
        for item in items
    ]
