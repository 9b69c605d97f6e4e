"""What the two consumers share: a loop without tasks, a place for the reader, and a refusal when there is none."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from channels.consumer import AsyncConsumer, get_handler_name
from channels.exceptions import StopConsumer

from . import protocol
from .abort import last_resort
from .hub import hub
from .places import RETRY_AFTER
from .protocol import Cursor
from .reader import PATIENCE, Reader

logger = logging.getLogger(__name__)


class ReaderConsumer(AsyncConsumer):  # type: ignore[misc]
    """A consumer of one reader's connection.

    The hub listens to the channel layer for all readers, so each needs none of its own, nor the tasks and the hop to
    a thread per message by which Channels serves it: nothing here asks the database.
    """

    channel_layer_alias = None
    reader: Reader | None = None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Serve the connection from its first message to its last, if there is a place for it."""
        self.scope = scope
        self.base_send = send
        place = hub().places.take(scope)
        if place is None:
            return await refuse(scope, send)
        try:
            await self.begin()
            while True:
                message = await receive()
                await getattr(self, get_handler_name(message))(message)
        except StopConsumer:
            return None
        finally:
            if self.reader:
                hub().leave(self.reader)
            hub().places.give_back(place)
            asyncio.get_running_loop().call_later(PATIENCE, last_resort(send))

    async def begin(self) -> None:
        """What is done before the client has said anything more than its request."""

    async def follow(self, reader: Reader, cursor: Cursor) -> None:
        """Bring a reader to the head of the column that the address names, and keep it there."""
        try:
            await hub().join(self.scope["url_route"]["kwargs"]["slug"], reader, cursor)
        except Exception as error:  # noqa: BLE001 - too slow, or broken; the client comes back with its cursor
            logger.debug("a reader left while catching up: %r", error)
            reader.abort()


async def refuse(scope: dict[str, Any], send: Any) -> None:
    """There is no place: 503, with the protocol's `later`, for a page as for a WebSocket handshake."""
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    headers = [
        (b"retry-after", str(RETRY_AFTER).encode()),
        (b"content-type", b"application/json"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": f"{kind}.start", "status": 503, "headers": headers})
    await send({"type": f"{kind}.body", "body": protocol.later(RETRY_AFTER).encode()})
