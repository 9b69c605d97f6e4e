"""The HTTP protocol of the server: one request at a time on a connection."""

from __future__ import annotations

import sys
from asyncio import Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if sys.platform == "linux":
    from socket import IPPROTO_TCP, TCP_USER_TIMEOUT

#: Milliseconds after which a client whose network takes nothing any more, not even an acknowledgement, is gone
#: (RFC 5482). Without it the system goes on trying for a quarter of an hour.
UNHEARD = 60_000


class OneAtATime(HttpToolsProtocol):
    """uvicorn's, for connections that stay open.

    A request behind one that is still being answered (RFC 9112 §9.3.2 calls it pipelining; browsers and proxies do
    none) would take the connection from a stream of events: its end would never be heard of, nor that it is full.
    """

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin; and let the system notice a client that is gone."""
        super().connection_made(transport)
        if sys.platform == "linux" and isinstance(transport.get_extra_info("sockname"), tuple):
            transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_USER_TIMEOUT, UNHEARD)

    def on_headers_complete(self) -> None:
        """Take a request; two at once end the connection."""
        if self._is_answering():
            self.transport.abort()
        else:
            super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        """Become a WebSocket, unless something else is still being said."""
        if not self._is_answering():
            super().handle_websocket_upgrade()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete
