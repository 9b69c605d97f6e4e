"""Writings: what is being typed, kept on the server every few seconds; for the writer alone."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from columns.models import Entry, Submission, Writing
from columns.publishing.errors import Refused
from columns.publishing.writings import drop_writing, keep_writing

from .door import Desk, at_desk

#: So many are offered again: the newest.
OFFERED = 20


@at_desk("PUT", "DELETE")
def writing(request: HttpRequest, desk: Desk, writing_id: UUID) -> HttpResponse:
    """`PUT {"entry", "based_on", "fields"}` keeps it in place of what was there; `DELETE` lets it go. 204."""
    if request.method == "DELETE":
        drop_writing(by=desk.user, id=writing_id, post=desk.post)
    else:
        keep_writing(by=desk.user, id=writing_id, post=desk.post, **_said(request, desk))
    return HttpResponse(status=204)


def _said(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What the browser sent. Raises Refused when it is not what it should be."""
    try:
        said = json.loads(request.body)
        entry, based_on, fields = said.get("entry"), said.get("based_on"), said["fields"]
        is_flat = all(isinstance(value, str | int | None) for value in fields.values())
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        is_flat = False
    if not (is_flat and isinstance(entry, str | None) and (based_on is None or _is_a_number(based_on))):
        raise Refused(_("This is not a form that can be kept."))
    # A draft that was discarded meanwhile leaves its words behind, to be sent as a new one.
    found = Entry.objects.filter(pk=entry.replace("\0", ""), column=desk.column).first() if entry else None
    return {"entry": found, "based_on": based_on if found else None, "fields": fields}


def _is_a_number(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 2**31


def writings_of(desk: Desk) -> list[dict[str, Any]]:
    """This person's own of this post that were never sent, newest first."""
    was_sent = Exists(Submission.objects.filter(pk=OuterRef("pk")))
    rows = Writing.objects.filter(~was_sent, user=desk.user, post=desk.post).order_by("-at")[:OFFERED]
    return [
        {
            "id": str(row.pk), "entry": row.entry_id, "based_on": row.based_on, "fields": row.fields,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]
