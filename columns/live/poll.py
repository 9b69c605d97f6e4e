"""Polling: the protocol for readers whose network lets nothing else through."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from columns.changes.after import Head
from columns.models import Column, Site
from columns.reading.lookups import column_at
from columns.reading.validators import column_label, etag

from . import protocol
from .protocol import Cursor, Malformed
from .reading_log import read_log

#: Of so many changes at most an answer is made: it holds a chunk of them, and to render more would be for nothing.
MOST = 100


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """`/live/<column>/changes?after=<epoch>:<seq>`: a JSON list of messages, the same bytes for everyone there.

    A delta and a beat with the head (ask again at once if that is further), a beat alone, or a reset. A page that has
    everything of a closed column hears an end in place of the beat. While the site is lite each is told to ask seldom.
    Shared caches may keep it for two seconds; asking again with its ETag costs a 304.
    """
    column = column_at(slug)
    if column is None or not (column.is_public or column.taken_down_at):
        raise Http404
    is_lite = Site.is_lite()
    tag = etag(request.get_full_path(), column_label(column), column.state, is_lite)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        messages = [*_messages(column, request.GET.get("after", "")), *([protocol.lite()] if is_lite else [])]
        body = f"[{','.join(messages)}]"
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, max-age=1, s-maxage=2"
    return response


def _messages(column: Column, after: str) -> list[str]:
    if not column.is_public:
        return [protocol.end("hidden")]
    try:
        cursor = Cursor.parse(after)
    except Malformed:
        return [protocol.reset("cursor")]
    head = Head(column.epoch, column.head_seq, column.state)
    if reason := protocol.cannot_resume(head, cursor):
        return [protocol.reset(reason)]
    if cursor.after == head.seq:
        return [_at_the_head(head)]
    told = read_log(column.pk, cursor.after, MOST)
    if not told or told.head.epoch != head.epoch or not told.whole or told.head.seq <= cursor.after:
        return [protocol.reset("epoch")]  # it moved away under us: whatever it is now, the page is to see it
    way = protocol.deltas(head.epoch, cursor.after, told.reached, ((seq, text) for seq, _, text in told.changes))
    reached, message = next(way)
    return [message, _at_the_head(told.head) if reached == told.head.seq else protocol.beat(told.head.seq)]


def _at_the_head(head: Head) -> str:
    """What a page that has everything is told: that all is well, or that this was all."""
    reason = protocol.ended(head.state)
    return protocol.end(reason) if reason else protocol.beat(head.seq)
