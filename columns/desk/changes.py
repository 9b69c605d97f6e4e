"""Changes: what moved on the desk since a page last asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from columns.changes.after import KEPT, after
from columns.models import Entry
from columns.reading.place import Place

from .cursor import Cursor
from .door import Desk, at_desk
from .heads import head_of
from .items import MOST_WAITING, entries_of, items_of, rendered, stream_of, waiting_ids


@at_desk("GET")
def changes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`changes?after=<epoch>:<seq>:<desk_seq>`: the entries that moved, as they are now. Nothing new: 204.

    Hints may come twice or not at all; this alone is believed. From too far behind, the page is to load itself.
    """
    cursor, now = Cursor.parse(request.GET.get("after", "")), Cursor.of(desk.column)
    if cursor == now:
        return HttpResponse(status=204)
    answer: dict[str, Any] = {"after": str(now), "entries": [], "gone": [], "waiting": [], "head": None, "reset": True}
    if cursor and cursor.leads_to(now, KEPT):
        moved = _moved(desk, cursor, now)
        here = list(entries_of(desk).filter(pk__in=moved).order_by())  # each says where it belongs
        answer |= {
            "entries": rendered(desk, items_of(desk, here)),
            "gone": sorted(moved - {entry.pk for entry in here}),
            "waiting": waiting_ids(desk),
            "head": head(desk),
            "reset": False,
        }
    return JsonResponse(answer)


def _moved(desk: Desk, cursor: Cursor, now: Cursor) -> set[str]:
    """The entries of the column that moved in between, and those that wait and show something of them."""
    moved = {each.entry for each in after(desk.column.pk, cursor.seq, now.seq) if each.entry}
    on_desk = Entry.objects.filter(column=desk.column, desk_seq__gt=cursor.desk_seq, desk_seq__lte=now.desk_seq)
    moved |= set(on_desk.values_list("pk", flat=True))
    shows_them = Q(continues__in=moved) | Q(relations__to__in=moved)
    waiting = Entry.objects.filter(shows_them, post=desk.post).unpublished()
    return moved | set(waiting.values_list("pk", flat=True)[:MOST_WAITING])


def head(desk: Desk) -> str:
    """What stands above the stream: the post, its state, and what is in force."""
    return render_to_string("desk/_head.html", head_of(desk)).strip()


@at_desk("GET")
def earlier(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`earlier?before=<sort>`: the next page of what readers have seen, and where the one after it begins."""
    found, lower = stream_of(desk, Place.parse(request.GET.get("before", "")))
    further = f"{request.path}?before={lower}" if lower else None
    return JsonResponse({"entries": rendered(desk, items_of(desk, found)), "next": further})
