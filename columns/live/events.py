"""Events: the live protocol as server-sent events, through a Channels consumer."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import parse_qs

from channels.exceptions import StopConsumer

from . import protocol
from .abort import aborter
from .consumer import ReaderConsumer
from .frame import GZIP, SQUEEZED_STREAM, STREAM, Frame, squeezed
from .origin import is_ours
from .protocol import Cursor
from .reader import PATIENCE, Reader

#: What a bare EventSource waits before it comes back, in milliseconds; the page's own script decides for itself.
RETRY = b"retry: 5000\n\n"
_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$))")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"vary", b"accept-encoding"),
]
#: For clients that take gzip: each message is compressed once, for all of them (docs/decisions/007).
SQUEEZED = [*HEADERS, (b"content-encoding", b"gzip")]


class ColumnEvents(ReaderConsumer):
    """One reader of one column: `/live/<column>/events?after=<epoch>:<seq>`. A `Last-Event-ID` wins over `after`."""

    async def http_request(self, message: dict[str, Any]) -> None:
        """A request's body says nothing to us, and is not waited for."""

    async def begin(self) -> None:
        """Answer with a stream that begins at the cursor."""
        if status := _refusal(self.scope):
            await self._answer(status)
            return
        takes_gzip = bool(_GZIP.search(header(self.scope, b"accept-encoding") or b""))
        form, headers, beginning = (
            (SQUEEZED_STREAM, SQUEEZED, GZIP + squeezed(RETRY)) if takes_gzip else (STREAM, HEADERS, RETRY)
        )
        is_asking = self.scope["method"] == "GET"
        try:
            async with asyncio.timeout(PATIENCE):  # an earlier answer on this connection may not have been read
                await self.base_send({"type": "http.response.start", "status": 200, "headers": headers})
                await self.base_send({"type": "http.response.body", "body": beginning, "more_body": is_asking})
        except TimeoutError:
            aborter(self.base_send)()
            return
        if not is_asking:
            return
        try:
            cursor = _cursor_of(self.scope)
        except ValueError:
            await self.base_send(form.message(Frame(protocol.reset("cursor"), last=True)))
            return
        self.reader = Reader(self.base_send, form, aborter(self.base_send), cursor.epoch, cursor.after, cursor.post)
        await self.follow(self.reader, cursor)

    async def _answer(self, status: int) -> None:
        headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
        await self.base_send({"type": "http.response.start", "status": status, "headers": headers})
        await self.base_send({"type": "http.response.body", "body": b""})

    async def http_disconnect(self, message: dict[str, Any]) -> None:
        """The reader has gone, or has been told everything."""
        raise StopConsumer


def _refusal(scope: dict[str, Any]) -> int:
    """The status for a request that is no reader's of ours; 0 when it is one."""
    if scope["method"] not in ("GET", "HEAD"):
        return 405
    origin = header(scope, b"origin")
    return 403 if origin is not None and not is_ours(origin) else 0


def header(scope: dict[str, Any], name: bytes) -> bytes | None:
    """What a request says in a header, the last time that it says it."""
    return dict(scope["headers"]).get(name)


def _cursor_of(scope: dict[str, Any]) -> Cursor:
    """Where the reader says it stands. Raises ValueError: Malformed, or far too many fields."""
    asked = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=5)
    last, post = header(scope, b"last-event-id"), asked.get("post", [""])[-1]
    return Cursor.parse(asked.get("after", [""])[-1] if last is None else last.decode("latin-1"), post)
