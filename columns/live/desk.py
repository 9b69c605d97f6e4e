"""The desk's socket: hints that something moved, who is there, how many read. No text ever travels here."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from .census import EVERY, Counts
from .desk_line import DeskLine
from .desk_look import Numbers, desk_look
from .desk_pass import DeskPass
from .people import AGAIN, People, Present

#: A page says where it is at most once a second; so many words more are forgiven.
FORGIVEN = 20
_ENTRY = re.compile(r"new|[a-z0-9]{1,16}", re.ASCII)


class DeskSocket(DeskLine):
    """One page of one desk. Whether it may be there is asked on coming, every AGAIN seconds, and at `desk.check`."""

    async def begin(self, held: DeskPass) -> None:
        """Say that somebody has come, and begin to tell."""
        self.entry: str | None = None
        self.people, self.counts = People(), Counts()
        self.said = 0
        self.told_people: list[dict[str, Any]] = []
        self.told_counts: tuple[int, int] | None = None
        desk_look().watch(held.column, self._moved)
        await self.tell_all("desk.who")
        await self._announce()
        self.work = [asyncio.create_task(each()) for each in (self._stay, self._count)]

    def ended(self, held: DeskPass) -> None:
        """Listen no more."""
        desk_look().leave(held.column, self._moved)

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
            return await self.close(1008)
        if entry != self.entry:
            self.entry = entry
            await self._announce()

    def _forgive(self) -> None:
        self.said -= 1

    # --- From the others -------------------------------------------------------------------------

    async def desk_moved(self, message: dict[str, Any]) -> None:
        """Something moved in the column: the page asks what, if it has not heard of it yet."""
        await self.tell({"type": "moved", **message["reached"]})

    def _moved(self, numbers: Numbers) -> None:
        self.work.append(asyncio.create_task(self.tell({"type": "moved", **numbers._asdict()})))
        self.work = [each for each in self.work if not each.done()]

    async def desk_check(self, message: dict[str, Any]) -> None:
        """Something about whoever this is has changed: look whether they may still be here."""
        await self.check()

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
            await self.tell_all("desk.here", key=str(self.held.user), name=self.held.name, entry=self.entry)

    async def _stay(self) -> None:
        """Say again and again that one is there, and look whether one may be."""
        while not self.is_over:
            await asyncio.sleep(AGAIN)
            await self.check()
            if self.held is None:
                return
            await self.listen()
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
                await self.tell({"type": "readers", "count": in_all[0], "behind": in_all[1]})

    async def _tell_people(self) -> None:
        people = self.people.told()
        if people != self.told_people:
            self.told_people = people
            await self.tell({"type": "people", "people": people})


def _now() -> float:
    return asyncio.get_running_loop().time()
