"""Shortcut: past the server's own `send`, which frames every message anew for every reader.

Most of what a delivery costs would be that. The bytes on the wire are the same for all, so each frame makes them once,
and they go straight to the transport. Like `abort`, this knows the server it runs on (uvicorn, pinned).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

#: A transport with more than so many bytes is full, and with fewer than so many takes more. (uvloop's own lower mark is
#: next to nothing: a reader on a thin line would have to take all of it within its patience.)
FULL, ROOM = 64 * 1024, 16 * 1024

#: Takes bytes, framed for the wire.
Write = Callable[[bytes], None]


class Flow(Protocol):
    """What says whether a transport takes bytes now. While it is paused, the server's `send` knows what to do."""

    @property
    def write_paused(self) -> bool:
        """Whether it takes none."""


def shortcut(send: Any) -> tuple[Flow, Write]:
    """The way past an ASGI `send` whose response has begun; where there is none, one that is paused for ever."""
    server = getattr(send, "__self__", None)
    if isinstance(server, RequestResponseCycle | WebSocketsSansIOProtocol):
        server.transport.set_write_buffer_limits(FULL, ROOM)
    if isinstance(server, RequestResponseCycle) and server.chunked_encoding:
        return server.flow, server.transport.write
    if isinstance(server, WebSocketsSansIOProtocol):
        return _SocketsFlow(server), server.transport.write
    return _Nowhere(), _nothing


class _SocketsFlow:
    """Of a WebSocket, which takes nothing any more once either side has said that it closes (RFC 6455 §5.5.1)."""

    __slots__ = ("_connection", "_is_writable")

    def __init__(self, server: WebSocketsSansIOProtocol) -> None:
        self._is_writable, self._connection = server.writable.is_set, server.conn

    @property
    def write_paused(self) -> bool:
        return not self._is_writable() or self._connection.state is not State.OPEN


class _Nowhere:
    write_paused = True


def _nothing(data: bytes) -> None:
    raise AssertionError("there is no shortcut")
