"""Previews: what is being typed, as readers would see it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from columns.models import Byline, Entry, Relation, Tag, new_id
from columns.publishing.texts import clean_entry
from columns.reading.unsaved import preview_unsaved

from .door import Desk, at_desk
from .form import UpdateForm


@at_desk("POST")
def preview(request: HttpRequest, desk: Desk) -> JsonResponse:
    """`POST preview/`, the form's fields: the readers' own rendering. Nothing is written."""
    text = clean_entry(UpdateForm(request.POST, column=desk.column).text())
    entry = Entry(
        id=new_id(), column=desk.column, post=desk.post, headline=text.headline, body=text.body,
        display_time=text.display_time, event_time=text.event_time, event_zone=text.event_zone,
        continues=text.continues,
    )
    html = preview_unsaved(
        desk.column, entry,
        bylines=[Byline(author=each.author, role=each.role) for each in text.bylines],
        relations=[Relation(to=each.to, kind=each.kind) for each in text.relations],
        tags=[Tag(name=name) for name in text.tags],
    )
    return JsonResponse({"html": html})
