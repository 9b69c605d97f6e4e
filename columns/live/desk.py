"""The desk's socket: hints that something moved, who is there, how many read. No text ever travels here."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import secrets
from typing import Any

from channels.consumer import AsyncConsumer
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer

from columns.changes.bell import desk_group_of, person_group_of

from . import desk_seats
from .census import EVERY, Counts
from .desk_look import Numbers, desk_look
from .desk_pass import DeskPass, desk_pass, session_key
from .people import AGAIN, People, Present

logger = logging.getLogger(__name__)

#: The session is over: a page that is told so does not come back by itself.
OUT = 4401
#: This person has enough desks open: the page does without a socket, and tries again in a while.
FULL = 4429
#: A page says where it is at most once a second; so many words more are forgiven.
FORGIVEN = 20
_ENTRY = re.compile(r"new|[a-z0-9]{1,16}", re.ASCII)


class DeskSocket(AsyncConsumer):  # type: ignore[misc]
    """One page of one desk. Whether it may be there is asked on coming, every AGAIN seconds, and at `desk.check`."""

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """Let in whoever may see the desk, and begin to tell."""
        self.connection = secrets.token_hex(8)
        self.post = self.scope["url_route"]["kwargs"]["post"]
        self.entry: str | None = None
        self.people, self.counts = People(), Counts()
        self.work: list[asyncio.Task[None]] = []
        self.said = 0
        self.told_people: list[dict[str, Any]] = []
        self.told_counts: tuple[int, int] | None = None
        self.is_over = False
        self.held: DeskPass | None = None
        await self.send({"type": "websocket.accept"})
        self.held = await self._look_up()
        if self.held is None:
            return await self._out()
        if not desk_seats.take(self.held.user):
            self.held = None
            await self._tell({"type": "full"})
            return await self._close(FULL)
        await self._listen()
        desk_look().watch(self.held.column, self._moved)
        await self._to_all("desk.who")
        await self._announce()
        self.work = [asyncio.create_task(each()) for each in (self._stay, self._count)]

    def _groups(self) -> tuple[str, ...]:
        assert self.held is not None  # noqa: S101 - for the type checker
        return desk_group_of(self.held.column), person_group_of(self.held.user)

    async def _listen(self) -> None:
        """Hear the others. Without the layer the looks still find what moved, and this is tried again."""
        try:
            for group in self._groups():
                await self.channel_layer.group_add(group, self.channel_name)
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the desk works without it
            logger.warning("the desk of post %s hears nothing yet: %r", self.post, error)

    async def _look_up(self) -> DeskPass | None:
        key = session_key(self.scope)
        found: DeskPass | None = await database_sync_to_async(desk_pass)(key, self.post)
        return found

    # --- From the page ---------------------------------------------------------------------------

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Which entry the page is at. Whoever says something else, or too much, is let go."""
        if self.is_over or self.held is None:
            return
        self.said += 1
        asyncio.get_running_loop().call_later(self.said, self._forgive)
        try:
            entry = json.loads(message.get("text") or "")["entry"]
        except (ValueError, TypeError, KeyError, RecursionError):
            entry = 0
        if self.said > FORGIVEN or not (entry is None or (isinstance(entry, str) and _ENTRY.fullmatch(entry))):
            return await self._close(1008)
        if entry != self.entry:
            self.entry = entry
            await self._announce()

    def _forgive(self) -> None:
        self.said -= 1

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """The page has gone."""
        await self._leave()
        raise StopConsumer

    # --- From the others -------------------------------------------------------------------------

    async def desk_moved(self, message: dict[str, Any]) -> None:
        """Something moved in the column: the page asks what, if it has not heard of it yet."""
        await self._tell({"type": "moved", **message["reached"]})

    def _moved(self, numbers: Numbers) -> None:
        self.work.append(asyncio.create_task(self._tell({"type": "moved", **numbers._asdict()})))
        self.work = [each for each in self.work if not each.done()]

    async def desk_check(self, message: dict[str, Any]) -> None:
        """Something about whoever this is has changed: look whether they may still be here."""
        await self._check()

    async def desk_who(self, message: dict[str, Any]) -> None:
        """Somebody new asks who is there."""
        if message["post"] == self.post and message["connection"] != self.connection:
            await self._announce()

    async def desk_here(self, message: dict[str, Any]) -> None:
        """Somebody says that he is there."""
        if message["post"] == self.post:
            present = Present(message["key"], message["name"], message["entry"])
            self.people.hear(message["connection"], present, _now())
            await self._tell_people()

    async def desk_gone(self, message: dict[str, Any]) -> None:
        """Somebody has left."""
        self.people.gone(message["connection"])
        await self._tell_people()

    async def desk_readers(self, message: dict[str, Any]) -> None:
        """A process has counted its readers."""
        self.counts.hear(message, self.post, _now())

    # --- To the others and to the page -----------------------------------------------------------

    async def _announce(self) -> None:
        if self.held:
            await self._to_all("desk.here", key=str(self.held.user), name=self.held.name, entry=self.entry)

    async def _to_all(self, kind: str, **more: Any) -> None:
        """A word to all pages of the column's desks. If the layer is away, it is said again in a while."""
        if self.held is None:
            return
        message = {"type": kind, "post": self.post, "connection": self.connection, **more}
        try:
            await self.channel_layer.group_send(desk_group_of(self.held.column), message)
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the desk works without it
            logger.warning("the desks of column %s were not told: %r", self.held.column, error)

    async def _stay(self) -> None:
        """Say again and again that one is there, and look whether one may be."""
        while not self.is_over:
            await asyncio.sleep(AGAIN)
            await self._check()
            if self.held is None:
                return
            await self._listen()
            await self._announce()
            self.people.forget_silent(_now())
            await self._tell_people()

    async def _count(self) -> None:
        """Tell how many read, when that has changed. Until every process has been heard once, nobody knows."""
        while not self.is_over:
            await asyncio.sleep(EVERY)
            in_all = self.counts.in_all(_now())
            if in_all != self.told_counts:
                self.told_counts = in_all
                await self._tell({"type": "readers", "count": in_all[0], "behind": in_all[1]})

    async def _tell_people(self) -> None:
        people = self.people.told()
        if people != self.told_people:
            self.told_people = people
            await self._tell({"type": "people", "people": people})

    async def _tell(self, message: dict[str, Any]) -> None:
        if not self.is_over:
            await self.send({"type": "websocket.send", "text": json.dumps(message, ensure_ascii=False)})

    # --- The end ---------------------------------------------------------------------------------

    async def _check(self) -> None:
        try:
            held = await self._look_up()
        except Exception:
            logger.exception("nobody could be asked who may be on the desk")
            return
        if held is None or self.held is None or (held.user, held.column) != (self.held.user, self.held.column):
            await self._out()
        else:
            has_other_role = held.role != self.held.role
            self.held = held
            if has_other_role:
                await self._tell({"type": "again"})

    async def _out(self) -> None:
        await self._tell({"type": "out"})
        await self._close(OUT)

    async def _close(self, code: int) -> None:
        if not self.is_over:
            self.is_over = True
            await self.send({"type": "websocket.close", "code": code})
            await self._leave()

    async def _leave(self) -> None:
        self.is_over = True
        held, self.held = self.held, None
        for each in self.work:
            if each is not asyncio.current_task():
                each.cancel()
        if held is None:
            return
        desk_seats.give_back(held.user)
        desk_look().leave(held.column, self._moved)
        try:
            for group in (desk_group_of(held.column), person_group_of(held.user)):
                await self.channel_layer.group_discard(group, self.channel_name)
            await self.channel_layer.group_send(
                desk_group_of(held.column), {"type": "desk.gone", "connection": self.connection}
            )
        except Exception as error:  # noqa: BLE001 - the others notice the silence
            logger.warning("the desks of column %s were not told: %r", held.column, error)


def _now() -> float:
    return asyncio.get_running_loop().time()
