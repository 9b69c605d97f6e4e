"""Watch: one column that readers of this process follow."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Collection

from columns.changes.after import Head

from . import protocol
from .asking import Asking
from .frame import Frame
from .memory import BOUND
from .protocol import Cursor
from .reader import Reader, Rest
from .reading_log import COLUMN, Told
from .recent import Recent, way, without_changes

logger = logging.getLogger(__name__)

#: Seconds to leave a log alone that could not be read.
RECOVERY = 1.0


class Watch:
    """Hands what moves in a column to all its readers, each message encoded once.

    Everything here runs on the event loop. Between looking at what is remembered and joining the readers there is no
    `await`, so that nothing can fall between.
    """

    def __init__(self, column_id: int, head: Head, ask: Asking, bound: int = BOUND) -> None:
        self.column_id = column_id
        self.recent = Recent(column_id, head, self._heard, ask, bound)
        #: How often the column itself has changed: its address or its state may be another one since.
        self.turns = 0
        #: Those that keep up: each frame goes to them at once.
        self.readers: set[Reader] = set()
        #: Those that are on their way to the head, each with the task that waits for it (none while it is welcomed).
        self._catching_up: dict[Reader, asyncio.Task[None] | None] = {}
        self._farewell: Frame | None = None
        self._rumour = 0.0
        self._nudged: asyncio.Task[None] | None = None

    @property
    def head(self) -> Head:
        """Where the log stands, as far as we know."""
        return self.recent.head

    @property
    def is_followed(self) -> bool:
        """Whether any reader is here, slow ones included."""
        return bool(self.readers or self._catching_up)

    @property
    def behind(self) -> Collection[Reader]:
        """Those that are on their way to the head: they have just come, or their network is slow."""
        return self._catching_up.keys()

    def leave(self, reader: Reader) -> None:
        """Forget a reader, also one that is being waited for."""
        self.readers.discard(reader)
        if waiting := self._catching_up.pop(reader, None):
            waiting.cancel()

    # --- From the log to everyone ----------------------------------------------------------------

    def nudge(self, seq: float = math.inf) -> None:
        """The log has moved, they say (and reached `seq`): look soon, once for all who say so meanwhile."""
        self._rumour = max(self._rumour, seq)
        if self._nudged is None:
            self._nudged = asyncio.create_task(self._look())

    async def _look(self) -> None:
        try:
            while self._rumour > self.head.seq:
                self._rumour = 0.0
                await self.recent.look()
        except Exception:
            logger.exception("the hub could not read the log of column %s", self.column_id)
            await asyncio.sleep(RECOVERY)
        finally:
            self._nudged = None

    def _heard(self, known: Head, told: Told | None) -> None:
        """Pass on what was read: the same frames for every reader, at once."""
        if told is None:
            self.turns += 1
            self.dismiss(Frame(protocol.end("hidden"), last=True))
        elif told.head.epoch != known.epoch:
            self.turns += 1
            self.dismiss(Frame(protocol.reset("epoch"), last=True))
        elif not told.whole:
            self.turns += 1
            self.dismiss(without_changes(told.head))
        else:
            news = [(seq, thing, change) for seq, thing, change in told.changes if seq > known.seq]
            self.turns += any(thing == COLUMN for _, thing, _ in news)
            for frame in way(told.head, known.seq, [(seq, change) for seq, _, change in news]):
                self.offer_all(frame)
            if reason := protocol.ended(told.head.state):
                self.dismiss(Frame(protocol.end(reason), last=True))

    def offer_all(self, frame: Frame) -> None:
        """Send one frame to every reader that keeps up; those that do not are parked."""
        behind: list[tuple[Reader, Rest | None]] = []
        for reader in self.readers:
            try:
                if rest := reader.offer(frame):
                    behind.append((reader, rest))
            except Exception:  # noqa: BLE001 - the connection is gone, in whatever way, or is to be
                reader.abort()
                behind.append((reader, None))
        for reader, rest in behind:
            self.readers.discard(reader)
            if rest:
                self._catching_up[reader] = asyncio.create_task(self._park(reader, rest, frame.last))

    def dismiss(self, frame: Frame) -> None:
        """Say a last word to everyone and let them go."""
        self.offer_all(frame)
        self.readers.clear()

    def part_with(self, frame: Frame) -> None:
        """Say a last word to everyone, to those who are still on their way as well when they arrive."""
        self._farewell = frame
        self.dismiss(frame)

    # --- Those who are behind --------------------------------------------------------------------

    async def _park(self, reader: Reader, rest: Rest, was_last: bool) -> None:
        """Wait until a slow reader's transport has drained, then catch it up; drop it if it takes nothing."""
        try:
            await rest()
            if not was_last:
                await self._catch_up(reader)
        except Exception as error:  # noqa: BLE001 - it takes nothing, or something broke; it comes back by itself
            logger.debug("a parked reader left: %r", error)
            reader.abort()
        finally:
            self._catching_up.pop(reader, None)

    async def welcome(self, reader: Reader, cursor: Cursor) -> None:
        """Answer a hello: a reset, an end, or what is missing and from then on everything. Raises TimeoutError."""
        self._catching_up[reader] = None
        try:
            if cursor.epoch != str(self.head.epoch) or cursor.after > self.head.seq:
                await self.recent.look()  # the page may know more than we do
            if protocol.ended(self.head.state) == "hidden":
                return await reader.take(Frame(protocol.end("hidden"), last=True))
            if reason := protocol.cannot_resume(self.head, cursor):
                return await reader.take(Frame(protocol.reset(reason), last=True))
            if cursor.after == self.head.seq:
                await reader.take(Frame(protocol.beat(self.head.seq), reached=cursor.after))
            await self._catch_up(reader)
        finally:
            self._catching_up.pop(reader, None)

    async def _catch_up(self, reader: Reader) -> None:
        """Bring a reader to the head in awaited chunks, then let it join the others."""
        while reader.cursor != self.head.seq or reader.epoch != str(self.head.epoch):
            if reader.epoch != str(self.head.epoch):
                return await reader.take(Frame(protocol.reset("epoch"), last=True))
            if reader.cursor > self.head.seq:
                await self.recent.look()  # it was told more than the others have heard yet
                continue
            frame = await self._step_from(reader.cursor)
            await reader.take(frame)
            if frame.last:
                return None
        if reason := protocol.ended(self.head.state):
            return await reader.take(Frame(protocol.end(reason), last=True))
        if self._farewell:
            return await reader.take(self._farewell)
        self.readers.add(reader)
        return None

    async def _step_from(self, cursor: int) -> Frame:
        """The next frame on the way from a cursor to the head, as things are now: what has been withdrawn since the
        last one is not in it. So much that nobody remembers it is more than a fresh page."""
        if protocol.ended(self.head.state) == "hidden":
            return Frame(protocol.end("hidden"), last=True)
        if (step := self.recent.step_from(cursor)) is None:
            await self.recent.reach_back(cursor)
            step = self.recent.step_from(cursor)
        return step or Frame(protocol.reset("far"), last=True)
