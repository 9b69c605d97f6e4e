"""Recent: what this process knows of one column's log, and how it learns more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator

from columns.changes.after import KEPT, Head
from columns.changes.log import renew_epoch

from . import protocol
from .asking import Asking
from .frame import Frame
from .memory import BOUND, Memory
from .reading_log import Told, read_log

logger = logging.getLogger(__name__)

#: How many changes are read into memory at least, for the first reader whose page is older than what is remembered.
LOOK_BACK = 100

#: Whom to tell: where the log was known to stand, and what was read from there on (None: the column is gone).
Tell = Callable[[Head, Told | None], None]


class Recent:
    """The head, and the changes that led to it, encoded. Everything here runs on the event loop; reading the log
    goes to a thread, once for all who ask meanwhile."""

    def __init__(self, column_id: int, head: Head, tell: Tell, ask: Asking, bound: int = BOUND) -> None:
        self.column_id = column_id
        self._ask = ask
        self.head = head
        self._tell = tell
        self._bound = bound
        self._memory = Memory(head.seq, bound)
        self._is_full = False
        #: By cursor, the next frame from there: after a break all readers come at once. Bounded as the memory is.
        self._steps: dict[int, Frame] = {}
        self._steps_size = 0
        self._reading = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Read what the log holds beyond our head, and tell it. Who comes while a reading waits to begin shares it."""
        if self._next is None:
            self._next = asyncio.create_task(self._look())
        await asyncio.shield(self._next)

    async def _look(self) -> None:
        async with self._reading:
            self._next = None  # from now on it is too late to share this one
            await self._read(self.head.seq)

    async def reach_back(self, cursor: int) -> None:
        """Remember what came after `cursor` too, once for all who stand there or later. In vain if it is too much."""
        async with self._reading:
            if cursor < self._memory.floor and not self._is_full:
                # Twice as far as asked: whoever stands a little further back does not make us read again.
                back = max(LOOK_BACK, min(2 * (self.head.seq - cursor), KEPT - LOOK_BACK))
                start = min(cursor, max(0, self.head.seq - back))
                await self._read(start)
                self._is_full = self._memory.floor > start

    async def _read(self, start: int) -> None:
        """Read the log from `start` and take in what it says. Callers hold the lock."""
        known = self.head
        told = await self._ask(read_log, self.column_id, start)
        if start < known.seq and told and not told.whole:
            start = known.seq  # too far back: forget about that
            told = await self._ask(read_log, self.column_id, start)
        if told and told.head.epoch == known.epoch and told.head.seq < known.seq:
            logger.error("column %s went back from %s to %s: new epoch", self.column_id, known, told.head)
            await self._ask(renew_epoch, self.column_id, known.epoch)
            told = await self._ask(read_log, self.column_id, known.seq)
        self._forget_steps()
        if told:
            self._take_in(told, start)
        self._tell(known, told)

    def _take_in(self, told: Told, start: int) -> None:
        known, self.head = self.head, told.head
        if told.head.epoch != known.epoch or not told.whole:
            # What was remembered, or would be lacking, is of no use to anyone.
            self._memory, self._is_full = Memory(told.head.seq, self._bound), False
            return
        if start < known.seq:
            self._memory = Memory(start, self._bound)
        for seq, thing, change in told.changes:
            self._memory.remember(seq, thing, change)

    def shrink(self, bound: int) -> None:
        """Remember no more than `bound` bytes from now on."""
        self._is_full = self._is_full and bound <= self._bound
        self._bound = bound
        self._memory.shrink(bound)

    def step_from(self, cursor: int) -> Frame | None:
        """The first frame on the way from `cursor` to the head, the same for everyone who stands there; None when that
        is not remembered."""
        if cursor not in self._steps:
            changes = self._memory.since(cursor)
            if changes is None:
                return None
            step = next(way(self.head, cursor, changes))
            if self._steps_size > self._bound:
                self._forget_steps()
            self._steps[cursor] = step
            self._steps_size += len(step.text.encode())
        return self._steps[cursor]

    def _forget_steps(self) -> None:
        self._steps, self._steps_size = {}, 0


def way(head: Head, start: int, changes: list[tuple[int, str]]) -> Iterator[Frame]:
    """The frames that lead from `start` to `head`."""
    for reached, message in protocol.deltas(head.epoch, start, head.seq, changes):
        yield Frame(message, reached=reached, cursor=f"{head.epoch}:{reached}")


def without_changes(head: Head) -> Frame:
    """What is said where the log was not read to its head."""
    hidden = protocol.ended(head.state) == "hidden"
    return Frame(protocol.end("hidden") if hidden else protocol.reset("far"), last=True)
