"""The look at the desks: one question a second for all that a process has open, so that a lost hint costs no more."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import NamedTuple
from weakref import WeakKeyDictionary

from columns.models import Column

from .asking import Asking

logger = logging.getLogger(__name__)

#: Seconds between two looks.
PAUSE = 1.0


class Numbers(NamedTuple):
    """Where a column's log and its desk stand."""

    epoch: str
    seq: int
    desk_seq: int


Tell = Callable[[Numbers], None]

_looks: WeakKeyDictionary[asyncio.AbstractEventLoop, DeskLook] = WeakKeyDictionary()


def desk_look() -> DeskLook:
    """The look of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _looks:
        _looks[loop] = DeskLook()
    return _looks[loop]


class DeskLook:
    """Tells whoever watches a column that something moved there. It looks only while somebody does."""

    def __init__(self) -> None:
        self._watching: defaultdict[int, set[Tell]] = defaultdict(set)
        self._known: dict[int, Numbers] = {}
        self._work: asyncio.Task[None] | None = None

    def watch(self, column_id: int, tell: Tell) -> None:
        """Begin to tell of a column: first where it stands, since something may have moved while a page came."""
        self._watching[column_id].add(tell)
        if column_id in self._known:
            tell(self._known[column_id])
        if self._work is None:
            self._work = asyncio.create_task(self._look_around())

    def leave(self, column_id: int, tell: Tell) -> None:
        """Tell of it no more."""
        self._watching[column_id].discard(tell)
        if not self._watching[column_id]:
            del self._watching[column_id]
            self._known.pop(column_id, None)

    async def _look_around(self) -> None:
        ask = Asking()
        try:
            while self._watching:
                try:
                    self._compare(await ask(_numbers, list(self._watching)))
                except Exception:
                    logger.exception("the desks could not be looked at")
                await asyncio.sleep(PAUSE)
        finally:
            self._work = None
            ask.end()

    def _compare(self, found: dict[int, Numbers]) -> None:
        for column_id, numbers in found.items():
            if self._known.get(column_id) != numbers:
                for tell in list(self._watching.get(column_id, ())):
                    tell(numbers)
            self._known[column_id] = numbers


def _numbers(column_ids: Collection[int]) -> dict[int, Numbers]:
    rows = Column.objects.filter(pk__in=column_ids).values_list("pk", "epoch", "head_seq", "desk_seq")
    return {pk: Numbers(str(epoch), head, desk) for pk, epoch, head, desk in rows}
