"""Watch: one column that readers of this process follow."""

from __future__ import annotations

import asyncio
import logging

from channels.db import database_sync_to_async

from columns.changes.after import Head
from columns.changes.log import renew_epoch

from . import protocol
from .memory import Memory
from .protocol import Cursor
from .reader import Reader, Rest
from .reading_log import Told, read_log

logger = logging.getLogger(__name__)

#: How many changes are read into memory when a watch begins, for readers whose page is a little older.
LOOK_BACK = 100


class Watch:
    """Reads a column's log once for all its readers, encodes each change once, and hands it on.

    Everything here runs on the event loop; only reading the log goes to a thread. Between looking at the memory
    and joining the readers there is no `await`, so that nothing can fall between.
    """

    def __init__(self, column_id: int, told: Told) -> None:
        self.column_id = column_id
        self.head = told.head
        self.memory = Memory(floor=max(0, told.head.seq - LOOK_BACK) if told.whole else told.head.seq)
        #: Those that keep up: each frame goes to them at once.
        self.readers: set[Reader] = set()
        #: Those that are on their way to the head, each with the task that waits for it (none while it is welcomed).
        self._catching_up: dict[Reader, asyncio.Task[None] | None] = {}
        self._reading = asyncio.Lock()
        self._remember(told)

    @classmethod
    async def begin(cls, column_id: int, head_seq: int) -> Watch | None:
        """A watch on a column, with its recent changes in memory; None when the column is gone."""
        told = await database_sync_to_async(read_log)(column_id, max(0, head_seq - LOOK_BACK))
        return cls(column_id, told) if told else None

    @property
    def is_followed(self) -> bool:
        """Whether any reader is here, slow ones included."""
        return bool(self.readers or self._catching_up)

    def leave(self, reader: Reader) -> None:
        """Forget a reader, also one that is being waited for."""
        self.readers.discard(reader)
        if waiting := self._catching_up.pop(reader, None):
            waiting.cancel()

    def _remember(self, told: Told) -> None:
        for seq, thing, change in told.changes:
            self.memory.remember(seq, thing, change)

    async def look(self) -> None:
        """Read what the log holds beyond our head, and hand it to every reader. Called at each bell and each hint."""
        async with self._reading:
            known = self.head
            told = await database_sync_to_async(read_log)(self.column_id, known.seq)
            if told and told.head.epoch == known.epoch and told.head.seq < known.seq:
                logger.error("column %s went back from %s to %s: new epoch", self.column_id, known, told.head)
                await database_sync_to_async(renew_epoch)(self.column_id)
                told = await database_sync_to_async(read_log)(self.column_id, known.seq)
            if told is None:
                return self._dismiss(protocol.end("hidden"))
            self.head = told.head
            if told.head.epoch != known.epoch or not told.whole:
                self.memory = Memory(floor=told.head.seq)  # what it held, or would lack, is of no use to anyone
            if told.head.epoch != known.epoch:
                self._dismiss(protocol.reset("epoch"))
            elif told.whole:
                self._tell(known.seq, told)
                if reason := protocol.ended(told.head.state):
                    self._dismiss(protocol.end(reason))
            else:
                self._dismiss(_without_changes(told.head))

    def _tell(self, start: int, told: Told) -> None:
        """Hand what was told to all readers at once: the same frames for everyone."""
        self._remember(told)
        changes = [(seq, change) for seq, _, change in told.changes]
        for reached, message in protocol.deltas(told.head.epoch, start, told.head.seq, changes):
            self.offer_all(message, reached)

    def offer_all(self, message: str, reached: int = 0) -> None:
        """Send one message to every reader that keeps up; those that do not are parked."""
        for reader in list(self.readers):
            try:
                rest = reader.offer(message, reached)
            except Exception:  # noqa: BLE001 - the connection is gone, in whatever way; its consumer hears of it
                self.readers.discard(reader)
                continue
            if rest is not None:
                self.readers.discard(reader)
                self._catching_up[reader] = asyncio.create_task(self._park(reader, rest))

    def _dismiss(self, message: str) -> None:
        """Say a last word to everyone and let them go."""
        self.offer_all(message)
        self.readers.clear()

    async def _park(self, reader: Reader, rest: Rest) -> None:
        """Wait until a slow reader's transport has drained, then catch it up; drop it if it takes nothing."""
        try:
            await rest()
            await self._catch_up(reader)
        except TimeoutError:
            reader.abort()
        except Exception as error:  # noqa: BLE001 - the connection is gone, or the database; it comes back by itself
            logger.debug("a parked reader left: %r", error)
            reader.abort()
        finally:
            self._catching_up.pop(reader, None)

    async def welcome(self, reader: Reader, cursor: Cursor) -> None:
        """Answer a hello: a reset, an end, or what is missing and from then on everything. Raises TimeoutError."""
        self._catching_up[reader] = None
        try:
            if cursor.epoch != str(self.head.epoch) or cursor.after > self.head.seq:
                await self.look()  # the page may know more than we do
            if protocol.ended(self.head.state) == "hidden":
                return await reader.take(protocol.end("hidden"))
            if reason := protocol.cannot_resume(self.head, cursor):
                return await reader.take(protocol.reset(reason))
            if cursor.after == self.head.seq:
                await reader.take(protocol.beat(self.head.seq), cursor.after)
            await self._catch_up(reader)
        finally:
            self._catching_up.pop(reader, None)

    async def _catch_up(self, reader: Reader) -> None:
        """Bring a reader to the head in awaited chunks, then let it join the others."""
        while reader.cursor != self.head.seq or reader.epoch != str(self.head.epoch):
            epoch, head = self.head.epoch, self.head.seq
            if reader.epoch != str(epoch):
                return await reader.take(protocol.reset("epoch"))
            if reader.cursor > head:
                await self.look()  # it was told more than the others have heard yet
                continue
            changes = self.memory.since(reader.cursor)
            if changes is None:
                told = await database_sync_to_async(read_log)(self.column_id, reader.cursor)
                if told is None or told.head.epoch != epoch:
                    return await reader.take(protocol.reset("epoch"))
                if not told.whole:
                    return await reader.take(_without_changes(told.head))
                head, changes = told.head.seq, [(seq, change) for seq, _, change in told.changes]
            for reached, message in protocol.deltas(epoch, reader.cursor, head, changes):
                await reader.take(message, reached)
        if reason := protocol.ended(self.head.state):
            return await reader.take(protocol.end(reason))
        self.readers.add(reader)
        return None


def _without_changes(head: Head) -> str:
    """What is said where the log was not read to its head."""
    return protocol.end("hidden") if protocol.ended(head.state) == "hidden" else protocol.reset("far")
