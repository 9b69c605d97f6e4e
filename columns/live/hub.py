"""The hub: one per process (and event loop). It hears the bell, looks at the heads, beats, and holds the watches."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from columns.changes.bell import group_of
from columns.reading.lookups import column_at

from . import protocol
from .heads import PAUSE, Look
from .protocol import Cursor
from .reader import Reader
from .watch import Watch

logger = logging.getLogger(__name__)

#: Seconds between two beats, by which a page knows that all is well.
BEAT = 25.0

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
        self._watches: dict[int, Watch] = {}
        self._beginning = asyncio.Lock()
        self._work: list[asyncio.Task[None]] = []
        self._channel: str | None = None
        self._deaf: set[int] = set()
        self._look = Look()

    async def join(self, slug: str, reader: Reader, cursor: Cursor) -> None:
        """Answer a reader's hello and keep it informed from then on, until `leave`. Raises TimeoutError."""
        watch = await self._watch(slug)
        if watch is None:
            return await reader.take(protocol.end("hidden"))
        await watch.welcome(reader, cursor)

    def leave(self, reader: Reader) -> None:
        """Forget a reader."""
        for watch in self._watches.values():
            watch.leave(reader)

    async def _watch(self, slug: str) -> Watch | None:
        """The watch on the column at an address, begun if need be; None when there is no such column for readers."""
        column = await database_sync_to_async(column_at)(slug)
        if column is None or not column.is_public:
            return None
        async with self._beginning:
            if watch := self._watches.get(column.pk):
                return watch
            self._start()
            await self._listen(column.pk)
            if watch := await Watch.begin(column.pk, column.head_seq):
                self._watches[column.pk] = watch
            return watch

    def _start(self) -> None:
        """Begin the hub's own work, with the first watch."""
        if not self._work:
            self._work = [asyncio.create_task(work()) for work in (self._look_around, self._beat)]

    async def _listen(self, column_id: int) -> None:
        """Hear this column's bell. Without the layer the looks still find everything, and try this again."""
        self._deaf.add(column_id)
        try:
            layer = get_channel_layer()
            if self._channel is None:
                self._channel = await layer.new_channel("hub")
                self._work.append(asyncio.create_task(self._hear(self._channel)))
            await layer.group_add(group_of(column_id), self._channel)
            self._deaf.discard(column_id)
        except Exception as error:  # noqa: BLE001 - whatever ails the layer, the looks go on
            logger.warning("no bell for column %s yet: %r", column_id, error)

    async def _hear(self, channel: str) -> None:
        """Each bell makes its column's watch read the log."""
        while True:
            try:
                message = await get_channel_layer().receive(channel)
            except Exception:
                logger.exception("the hub could not hear a bell")
                await asyncio.sleep(1)
                continue
            watch = self._watches.get(message["column"])
            if watch and message["seq"] > watch.head.seq:
                await self._look_at(watch)

    async def _look_around(self) -> None:
        """Every PAUSE seconds, read the log of each column whose head is not the one we know."""
        while True:
            await asyncio.sleep(PAUSE)
            watches = dict(self._watches)
            try:
                found = await database_sync_to_async(self._look)(list(watches)) if watches else {}
            except Exception:
                logger.exception("the hub could not look at the heads")
                await asyncio.sleep(1)
                continue
            for column_id, watch in watches.items():
                if found.get(column_id) != watch.head:
                    await self._look_at(watch)

    async def _look_at(self, watch: Watch) -> None:
        """One column that cannot be read keeps no other from being read."""
        try:
            await watch.look()
        except Exception:
            logger.exception("the hub could not read the log of column %s", watch.column_id)
            await asyncio.sleep(1)

    async def _beat(self) -> None:
        """Tell every reader that all is well; forget the columns that nobody follows any more."""
        while True:
            await asyncio.sleep(BEAT)
            for column_id, watch in list(self._watches.items()):
                if watch.is_followed:
                    watch.offer_all(protocol.beat(watch.head.seq))
                else:
                    await self._forget(column_id)
                if column_id in self._deaf:
                    async with self._beginning:
                        await self._listen(column_id)

    async def _forget(self, column_id: int) -> None:
        del self._watches[column_id]
        self._deaf.discard(column_id)
        try:
            await get_channel_layer().group_discard(group_of(column_id), self._channel)
        except Exception as error:  # noqa: BLE001 - a bell too many is no harm
            logger.warning("still hearing the bell of column %s: %r", column_id, error)
