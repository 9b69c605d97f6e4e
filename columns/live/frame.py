"""Frame: one message on its way to everyone, encoded once for each transport."""

from __future__ import annotations

import zlib
from functools import cached_property
from typing import Any

#: How a gzip stream begins (RFC 1952 §2.3): deflate, no name, no time, an unknown system.
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


class Frame:
    """A message of the protocol as the ASGI messages that carry it, made once however many readers take it.

    `reached` is the number to which it brings a reader (0: it brings nobody further), `cursor` the same as a client
    says it. After the `last` one a stream of events ends.
    """

    def __init__(self, text: str, *, reached: int = 0, cursor: str = "", last: bool = False) -> None:
        self.text = text
        self.reached = reached
        self.cursor = cursor
        self.last = last

    @cached_property
    def on_socket(self) -> dict[str, Any]:
        """As a WebSocket message."""
        return {"type": "websocket.send", "text": self.text}

    @cached_property
    def as_event(self) -> dict[str, Any]:
        """As a server-sent event (WHATWG HTML §9.2.5). JSON has no line break in it, so one `data` line holds it."""
        label = f"id: {self.cursor}\n" if self.cursor else ""
        return self._body(f"{label}data: {self.text}\n\n".encode())

    @cached_property
    def as_squeezed_event(self) -> dict[str, Any]:
        """The same as a part of a gzip stream."""
        return self._body(squeezed(self.as_event["body"]))

    def _body(self, body: bytes) -> dict[str, Any]:
        return {"type": "http.response.body", "body": body, "more_body": not self.last}


def squeezed(data: bytes) -> bytes:
    """Deflate blocks that refer to nothing before them, and end on a whole byte (RFC 1951): so the same ones fit into
    everyone's stream, wherever it stands. No checksum of a stream ends it, since each reader's would be another.
    """
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
