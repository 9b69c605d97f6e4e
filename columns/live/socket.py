"""The socket: the live protocol over a WebSocket, as a Channels consumer."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from channels.exceptions import StopConsumer

from .abort import aborter
from .consumer import ReaderConsumer
from .frame import SOCKET
from .hub import hub
from .protocol import Malformed, parse_hello
from .reader import PATIENCE, Reader

#: A client says its hello within this many seconds, and not more than so many in a row (one more each second).
GREETING = 10.0
HELLOS = 5

#: RFC 6455 §7.4.1: the client broke the rules of the endpoint.
POLICY_VIOLATION = 1008


class ColumnSocket(ReaderConsumer):
    """One reader of one column. The client says hello, with its cursor; the rest comes from here.

    Reading only: nothing that is sent here can change anything.
    """

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """Accept, and wait for the hello."""
        self.following: asyncio.Task[None] | None = None
        self.hellos = 0
        self.is_closing = False
        await self.base_send({"type": "websocket.accept"})
        self.impatience = asyncio.get_running_loop().call_later(GREETING, self._give_up)

    def _give_up(self) -> None:
        if self.following is None:
            self.following = asyncio.create_task(self._refuse("no hello"))

    async def _refuse(self, reason: str) -> None:
        """Close, once: what the client had sent before it heard of it is still to come, and is nobody's any more."""
        if not self.is_closing:
            self.is_closing = True
            try:
                async with asyncio.timeout(PATIENCE):
                    await self.base_send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": reason})
            except TimeoutError:
                aborter(self.base_send)()

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """A hello: begin to follow from its cursor, or from there anew. Anything else ends the connection."""
        if self.is_closing:
            return
        self.hellos += 1
        try:
            if self.hellos > HELLOS:
                raise Malformed("too many messages")
            cursor = parse_hello(message.get("text") or "")
        except Malformed as error:
            await self._stop_following()
            await self._refuse(str(error))
            return
        asyncio.get_running_loop().call_later(self.hellos, self._forgive)
        await self._stop_following()
        self.reader = Reader(self.base_send, SOCKET, aborter(self.base_send), cursor.epoch, cursor.after, cursor.post)
        # A task of its own, so that a slow reader's leaving is heard while it catches up.
        self.following = asyncio.create_task(self.follow(self.reader, cursor))

    def _forgive(self) -> None:
        self.hellos -= 1

    async def _stop_following(self) -> None:
        if self.reader:
            hub().leave(self.reader)
        if self.following:
            self.following.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):  # OSError: the client was gone before
                await self.following

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """The reader has gone."""
        self.impatience.cancel()
        await self._stop_following()
        raise StopConsumer
