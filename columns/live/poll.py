"""Polling: the protocol for readers whose network lets nothing else through."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from columns.changes.after import Head
from columns.models import Column
from columns.reading.lookups import column_at
from columns.reading.validators import column_label, etag

from . import protocol
from .protocol import Cursor, Malformed
from .reading_log import read_log


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """`/live/<column>/changes?after=<epoch>:<seq>`: a JSON list of messages, the same bytes for everyone there.

    Either one delta and a beat with the head (ask again at once if the head is further), or a beat, a reset, or an
    end. Shared caches may keep it for two seconds; asking again with its ETag costs a 304.
    """
    if (column := column_at(slug)) is None:
        raise Http404
    tag = etag(request.get_full_path(), column_label(column), column.state)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        body = f"[{','.join(_messages(column, request.GET.get('after', '')))}]"
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, max-age=1, s-maxage=2"
    return response


def _messages(column: Column, after: str) -> list[str]:
    if reason := protocol.ended(column.state):
        return [protocol.end(reason)]
    try:
        cursor = Cursor.parse(after)
    except Malformed:
        return [protocol.reset("cursor")]
    head = Head(column.epoch, column.head_seq, column.state)
    if reason := protocol.cannot_resume(head, cursor):
        return [protocol.reset(reason)]
    if cursor.after == head.seq or (told := read_log(column.pk, cursor.after)) is None:
        return [protocol.beat(head.seq)]
    if told.head.epoch != head.epoch:
        return [protocol.reset("epoch")]
    way = protocol.deltas(head.epoch, cursor.after, told.head.seq, ((seq, text) for seq, _, text in told.changes))
    return [next(way)[1], protocol.beat(told.head.seq)]
