"""The WebSocket protocol of the server, for clients who have next to nothing to say."""

from __future__ import annotations

from asyncio import BaseTransport

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

#: What a client may send: so many bytes at once, and so many more each second. A hello has a hundred.
AT_ONCE = 16 * 1024
A_SECOND = 5 * 1024
#: Seconds in which a close frame may still reach a client who has said too much.
LAST_WORDS = 2.0


class FrugalWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's, with a limit to what is read, before any of it is looked at.

    Its own limit is the length of a message; empty fragments, pings and tiny messages have none, and a flood of them
    would keep the whole process busy.
    """

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to count."""
        super().connection_made(transport)
        self._allowed: float = AT_ONCE
        self._counted_at = self.loop.time()
        self._has_said_too_much = False

    def data_received(self, data: bytes) -> None:
        """Look at what is within the limit. Beyond it nothing is looked at any more, and the connection ends."""
        if self._has_said_too_much:
            return
        now = self.loop.time()
        self._allowed = min(AT_ONCE, self._allowed + (now - self._counted_at) * A_SECOND)
        self._counted_at = now
        within = data[: int(self._allowed)]
        self._allowed -= len(within)
        self._has_said_too_much = len(within) < len(data)
        if self._has_said_too_much:
            self.loop.call_later(LAST_WORDS, self.transport.abort)
        super().data_received(within)

    def shutdown(self) -> None:
        """Say that the server ends; to whom has said so himself, there is nothing more to say."""
        if self.conn.state in (State.CONNECTING, State.OPEN):
            super().shutdown()
        else:
            self.transport.close()

    def handle_ping(self) -> None:
        """Answer, unless the client does not even take what it is sent."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.transport.abort()
