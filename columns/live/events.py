"""Events: the live protocol as server-sent events, through a Channels consumer."""

from __future__ import annotations

import logging
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qs

from channels.exceptions import StopConsumer

from . import protocol
from .abort import aborter
from .consumer import ReaderConsumer
from .frame import Frame
from .hub import hub
from .origin import is_ours
from .protocol import Cursor, Malformed
from .reader import Reader

logger = logging.getLogger(__name__)

#: What a bare EventSource waits before it comes back, in milliseconds; the page's own script decides for itself.
RETRY = b"retry: 5000\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'"),
]


class ColumnEvents(ReaderConsumer):
    """One reader of one column: `/live/<column>/events?after=<epoch>:<seq>`. A `Last-Event-ID` wins over `after`."""

    reader: Reader | None = None

    async def http_request(self, message: dict[str, Any]) -> None:
        """Answer with a stream that begins at the cursor. Of a request's body nothing is read."""
        if self.reader:
            return
        if status := _refusal(self.scope):
            await self._answer(status)
            return
        await self.base_send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        is_asking = self.scope["method"] == "GET"
        await self.base_send({"type": "http.response.body", "body": RETRY, "more_body": is_asking})
        if not is_asking:
            return
        try:
            cursor = _cursor_of(self.scope)
        except Malformed:
            await self.base_send(Frame(protocol.reset("cursor"), last=True).as_event)
        else:
            await self._follow(cursor)

    async def _follow(self, cursor: Cursor) -> None:
        self.reader = Reader(
            self.base_send, attrgetter("as_event"), aborter(self.base_send), cursor.epoch, cursor.after
        )
        try:
            await hub().join(self.scope["url_route"]["kwargs"]["slug"], self.reader, cursor)
        except Exception as error:  # noqa: BLE001 - too slow, or broken; the client comes back with its cursor
            logger.debug("a reader left while catching up: %r", error)
            self.reader.abort()

    async def _answer(self, status: int) -> None:
        headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
        await self.base_send({"type": "http.response.start", "status": status, "headers": headers})
        await self.base_send({"type": "http.response.body", "body": b""})

    async def http_disconnect(self, message: dict[str, Any]) -> None:
        """The reader has gone, or has been told everything."""
        if self.reader:
            hub().leave(self.reader)
        raise StopConsumer


def _refusal(scope: dict[str, Any]) -> int:
    """The status for a request that is no reader's of ours; 0 when it is one."""
    if scope["method"] not in ("GET", "HEAD"):
        return 405
    if any(name == b"origin" and not is_ours(value) for name, value in scope["headers"]):
        return 403
    return 0


def _cursor_of(scope: dict[str, Any]) -> Cursor:
    """Where the reader says it stands. Raises Malformed."""
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            return Cursor.parse(value.decode("latin-1"))
    after = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=5).get("after", [""])
    return Cursor.parse(after[-1])
