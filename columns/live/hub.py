"""The hub: one per process (and event loop). It hears the bell, looks at the heads, beats, and holds the watches."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from columns.changes.after import Head, heads
from columns.changes.bell import group_of
from columns.reading.lookups import column_at

from . import protocol
from .asking import Asking
from .census import tell_desks
from .frame import Frame
from .heads import PAUSE, Look
from .memory import share
from .places import Places
from .protocol import Cursor
from .reader import Reader
from .urgent import Urgent
from .watch import Watch

logger = logging.getLogger(__name__)

#: Seconds between two beats, by which a page knows that all is well.
BEAT = 25.0
#: How long a first reader waits for the layer at most, in seconds: the looks hear for it meanwhile.
LISTENING = 2.0
#: Seconds after which those who are sent away may begin to come back.
AWAY = 1

_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


class Hub:
    """Watches each column that some reader of this process follows, once, however many they are.

    Bells and looks are hints: either makes a watch read the log, and only the log is believed.
    """

    def __init__(self) -> None:
        self.places = Places()
        self._ask = Asking()
        self.urgent = Urgent(self._ask)
        self._watches: dict[int, Watch] = {}
        #: Which column an address leads to, and the `turns` of its watch at which that was found.
        self._addresses: dict[str, tuple[int, int]] = {}
        self._finding: dict[str, asyncio.Task[Watch | None]] = {}
        self._looking_up = asyncio.Lock()
        self._listening = asyncio.Lock()
        self._work: list[asyncio.Task[None]] = []
        self._channel: str | None = None
        self._deaf: set[int] = set()
        self._farewell: Frame | None = None
        self._look = Look()

    # --- Readers come and go ---------------------------------------------------------------------

    async def join(self, slug: str, reader: Reader, cursor: Cursor) -> None:
        """Answer a reader's hello and keep it informed from then on, until `leave`. Raises TimeoutError."""
        watch = self._watch_at(slug) or await self._found(slug)
        while watch and self._watches.get(watch.column_id) is not watch:
            watch = await self._found(slug)  # it was forgotten before we came to it
        if watch is None:
            return await reader.take(Frame(protocol.end("hidden"), last=True))
        reader.watch = watch
        await watch.welcome(reader, cursor)

    def leave(self, reader: Reader) -> None:
        """Forget a reader."""
        if reader.watch:
            reader.watch.leave(reader)

    def drain(self) -> None:
        """Send everyone away, to come back in a while: this process is about to stop."""
        self.places.close()
        self._farewell = Frame(protocol.later(AWAY), last=True)
        for watch in self._watches.values():
            watch.part_with(self._farewell)

    async def end(self) -> None:
        """Stop all work. The loop's next hub is another one."""
        del _hubs[asyncio.get_running_loop()]
        for work in self._work:
            work.cancel()
        if self._work:  # not for ever: the layer may be waiting for a Redis that is gone
            await asyncio.wait(self._work, timeout=LISTENING)
        self._ask.end()

    # --- Columns begin and cease to be watched ---------------------------------------------------

    def _watch_at(self, slug: str) -> Watch | None:
        """The watch on the column at an address, if that was asked before: after a break all readers come at once."""
        column_id, turns = self._addresses.get(slug, (0, 0))
        watch = self._watches.get(column_id)
        return watch if watch and watch.turns == turns else None

    async def _found(self, slug: str) -> Watch | None:
        """The same, asking the database: once for all who come meanwhile."""
        if slug not in self._finding:
            self._finding[slug] = asyncio.create_task(self._find(slug))
            self._finding[slug].add_done_callback(lambda _: self._finding.pop(slug))
        return await asyncio.shield(self._finding[slug])

    async def _find(self, slug: str) -> Watch | None:
        """The watch on the column at an address, begun if need be; None when there is no such column for readers."""
        async with self._looking_up:  # one at a time, so that the log never waits for more of them
            column = await self._ask(column_at, slug)
        if column is None or not column.is_public:
            return None
        watch = self._watches.get(column.pk) or await self._begin(column.pk)
        if watch:
            self._addresses[slug] = (column.pk, watch.turns)
        return watch

    async def _begin(self, column_id: int) -> Watch | None:
        """A watch on a column, from its head as it is once we hear its bell."""
        if not self._work:
            self._work = [asyncio.create_task(work()) for work in (self._look_around, self._beat, self._tidy)]
            self._work.append(asyncio.create_task(tell_desks(self._watches)))
        await self._listen(column_id)
        head: Head | None = (await self._ask(heads, [column_id])).get(column_id)
        if head is None:
            return None
        watch = Watch(column_id, head, self._ask, share(len(self._watches) + 1))
        if self._farewell:
            watch.part_with(self._farewell)
        return self._watches.setdefault(column_id, watch)

    async def _listen(self, column_id: int) -> None:
        """Hear this column's bell. Without the layer the looks still find everything, and `_tidy` tries this again."""
        self._deaf.add(column_id)
        try:
            async with asyncio.timeout(LISTENING), self._listening:
                layer = get_channel_layer()
                if self._channel is None:
                    self._channel = await layer.new_channel("hub")
                    self._work.append(asyncio.create_task(self._hear(self._channel)))
                await layer.group_add(group_of(column_id), self._channel)
            self._deaf.discard(column_id)
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the looks go on
            logger.warning("no bell for column %s yet: %r", column_id, error)

    async def _forget(self, column_id: int) -> None:
        del self._watches[column_id]
        self._addresses = {slug: place for slug, place in self._addresses.items() if place[0] != column_id}
        self._deaf.discard(column_id)
        try:
            async with asyncio.timeout(LISTENING), self._listening:
                if column_id not in self._watches:
                    await get_channel_layer().group_discard(group_of(column_id), self._channel)
        except Exception as error:  # noqa: BLE001 - a bell too many is no harm
            logger.warning("still hearing the bell of column %s: %r", column_id, error)

    # --- The hub's own work ----------------------------------------------------------------------

    async def _hear(self, channel: str) -> None:
        """Each bell makes its column's watch read the log."""
        while True:
            try:
                message = await get_channel_layer().receive(channel)
                watch, seq = self._watches.get(message["column"]), int(message["seq"])
            except Exception:
                logger.exception("the hub could not hear a bell")
                await asyncio.sleep(1)
                continue
            if watch and seq > watch.head.seq:
                watch.nudge(seq)

    async def _look_around(self) -> None:
        """Every PAUSE seconds, have the log read of each column whose head is not the one we know."""
        while True:
            await asyncio.sleep(PAUSE)
            watches = dict(self._watches)
            try:
                found = await self._ask(self._look, list(watches)) if watches else {}
            except Exception:
                logger.exception("the hub could not look at the heads")
                await asyncio.sleep(1)
                continue
            for column_id, watch in watches.items():
                if found.get(column_id) != watch.head:
                    watch.nudge()

    async def _beat(self) -> None:
        """Tell every reader that all is well. Nothing is waited for here: a beat that is late is taken for the end."""
        while True:
            await asyncio.sleep(BEAT)
            for watch in list(self._watches.values()):
                watch.offer_all(Frame(protocol.beat(watch.head.seq)))
                watch.recent.shrink(share(len(self._watches)))

    async def _tidy(self) -> None:
        """Between two beats, forget the columns that nobody follows any more, and listen to those we cannot hear."""
        while True:
            await asyncio.sleep(BEAT)
            for column_id, watch in list(self._watches.items()):
                if not watch.is_followed:
                    await self._forget(column_id)
                elif column_id in self._deaf:
                    await self._listen(column_id)
