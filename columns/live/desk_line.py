"""The line to one page of a desk: who may have it, how words get to the page and to its colleagues, how it ends."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from typing import Any

from channels.consumer import AsyncConsumer
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer

from columns.changes.bell import desk_group_of, person_group_of

from . import desk_seats
from .desk_pass import DeskPass, desk_pass, session_key

logger = logging.getLogger(__name__)

#: The session is over: a page that is told so does not come back by itself.
OUT = 4401
#: This person has enough desks open: the page does without a socket, and tries again in a while.
FULL = 4429


class DeskLine(AsyncConsumer):  # type: ignore[misc]
    """A WebSocket of whoever may see the desk. What goes over it is the matter of `desk.DeskSocket`."""

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """Let in whoever may see the desk; `begin` then."""
        self.connection = secrets.token_hex(8)
        self.post = self.scope["url_route"]["kwargs"]["post"]
        self.work: list[asyncio.Task[None]] = []
        self.is_over = False
        self.held: DeskPass | None = None
        await self.send({"type": "websocket.accept"})
        self.held = await self._look_up()
        if self.held is None:
            return await self.out()
        if not desk_seats.take(self.held.user):
            self.held = None
            await self.tell({"type": "full"})
            return await self.close(FULL)
        await self.listen()
        await self.begin(self.held)

    async def begin(self, held: DeskPass) -> None:
        """The page is let in."""
        raise NotImplementedError

    def ended(self, held: DeskPass) -> None:
        """It has gone, or was sent away."""
        raise NotImplementedError

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """The page has gone."""
        await self._leave()
        raise StopConsumer

    async def listen(self) -> None:
        """Hear the others. Without the layer the looks still find what moved, and this is tried again."""
        assert self.held is not None  # noqa: S101 - for the type checker
        try:
            for group in _groups(self.held):
                await self.channel_layer.group_add(group, self.channel_name)
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the desk works without it
            logger.warning("the desk of post %s hears nothing yet: %r", self.post, error)

    async def tell(self, message: dict[str, Any]) -> None:
        """A word to the page."""
        if not self.is_over:
            await self.send({"type": "websocket.send", "text": json.dumps(message, ensure_ascii=False)})

    async def tell_all(self, kind: str, **more: Any) -> None:
        """A word to all pages of the column's desks. If the layer is away, it is said again in a while."""
        if self.held:
            await self._send_to_all(self.held, {"type": kind, "post": self.post, **more})

    async def check(self) -> None:
        """Look whether this person may still be here, and as what."""
        try:
            held = await self._look_up()
        except Exception:
            logger.exception("nobody could be asked who may be on the desk")
            return
        if held is None or self.held is None or (held.user, held.column) != (self.held.user, self.held.column):
            return await self.out()
        has_other_role = held.role != self.held.role
        self.held = held
        if has_other_role:
            await self.tell({"type": "again"})

    async def out(self) -> None:
        """The session is over."""
        await self.tell({"type": "out"})
        await self.close(OUT)

    async def close(self, code: int) -> None:
        """Send the page away."""
        if not self.is_over:
            self.is_over = True
            await self.send({"type": "websocket.close", "code": code})
            await self._leave()

    async def _look_up(self) -> DeskPass | None:
        key = session_key(self.scope)
        found: DeskPass | None = await database_sync_to_async(desk_pass)(key, self.post)
        return found

    async def _leave(self) -> None:
        self.is_over = True
        held, self.held = self.held, None
        for each in self.work:
            if each is not asyncio.current_task():
                each.cancel()
        if held is None:
            return
        desk_seats.give_back(held.user)
        self.ended(held)
        try:
            for group in _groups(held):
                await self.channel_layer.group_discard(group, self.channel_name)
        except Exception as error:  # noqa: BLE001 - a channel that nobody reads expires
            logger.warning("the desk of post %s is still listed: %r", self.post, error)
        await self._send_to_all(held, {"type": "desk.gone"})

    async def _send_to_all(self, held: DeskPass, message: dict[str, Any]) -> None:
        try:
            await self.channel_layer.group_send(desk_group_of(held.column), {**message, "connection": self.connection})
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the desk works without it
            logger.warning("the desks of column %s were not told: %r", held.column, error)


def _groups(held: DeskPass) -> tuple[str, ...]:
    return desk_group_of(held.column), person_group_of(held.user)
