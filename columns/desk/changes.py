"""Changes: what moved on the desk since a page last asked."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from columns.changes.after import KEPT, after
from columns.models import Entry
from columns.reading.place import Place

from .blanked import blanked_of
from .cursor import Cursor
from .door import Desk, at_desk
from .heads import head_of
from .items import entries_of, items_of, rendered, stream_of, waiting_ids
from .once import Once
from .rules import rules_of

#: Everybody on a desk hears the same hint and asks at once: those who may do the same are told the same.
_told: Once[bytes] = Once(most=32)


@at_desk("GET")
def changes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`changes?after=<epoch>:<seq>:<desk_seq>`: the entries that moved, as they are now. Nothing new: 204.
    Also what was blanked of them: pages may hold those words.

    Hints may come twice or not at all; this alone is believed. From too far behind, the page is to load itself.
    """
    cursor, now = Cursor.parse(request.GET.get("after", "")), Cursor.of(desk.column)
    if cursor == now:
        return HttpResponse(status=204)
    question = (desk.post.pk, cursor, now, desk.sight, get_language())
    return HttpResponse(_told.get(question, lambda: _tell(desk, cursor, now)), content_type="application/json")


def _tell(desk: Desk, cursor: Cursor | None, now: Cursor) -> bytes:
    answer: dict[str, Any] = {"after": str(now), "entries": [], "gone": [], "waiting": [], "head": None, "reset": True}
    if cursor and cursor.leads_to(now, KEPT):
        waiting = waiting_ids(desk)
        moved = _moved(desk, cursor, now, waiting)
        here = list(entries_of(desk).filter(pk__in=moved).order_by())  # each says where it belongs
        answer |= {
            "entries": rendered(desk, items_of(desk, here)),
            "gone": sorted(moved - {entry.pk for entry in here}),
            "waiting": waiting,
            "head": head(desk),
            "blanked": blanked_of(moved),
            "rules": rules_of(desk),
            "reset": False,
        }
    return json.dumps(answer).encode()


def _moved(desk: Desk, cursor: Cursor, now: Cursor, waiting: list[str]) -> set[str]:
    """The entries of the column that moved in between, and those that wait and show something of them."""
    moved = {each.entry for each in after(desk.column.pk, cursor.seq, now.seq) if each.entry}
    if cursor.desk_seq < now.desk_seq:
        on_desk = Entry.objects.filter(column=desk.column, desk_seq__gt=cursor.desk_seq, desk_seq__lte=now.desk_seq)
        moved |= set(on_desk.values_list("pk", flat=True))
    if waiting:
        shows_them = Q(continues__in=moved) | Q(relations__to__in=moved)
        moved |= set(Entry.objects.filter(shows_them, pk__in=waiting).values_list("pk", flat=True))
    return moved


def head(desk: Desk) -> str:
    """What stands above the stream: the post, its state, and what is in force."""
    return render_to_string("desk/_head.html", head_of(desk)).strip()


@at_desk("GET")
def earlier(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`earlier?before=<sort>`: the next page of what readers have seen, and where the one after it begins."""
    found, lower = stream_of(desk, Place.parse(request.GET.get("before", "")))
    further = f"{request.path}?before={lower}" if lower else None
    return JsonResponse({"entries": rendered(desk, items_of(desk, found)), "next": further})
