"""Urgent: the last thing in a column that open pages are to follow at once, however seldom they ask for everything."""

from __future__ import annotations

import asyncio

from columns.changes.after import last_urgent
from columns.reading.lookups import column_at

from . import protocol
from .asking import Asking

#: For so many seconds an answer is true. It needs no bell, in whichever process the thing was done.
FRESH = 0.5
#: So many addresses are remembered; and so many who ask may wait at a time.
REMEMBERED, WAITING = 200, 200


class TooMany(Exception):
    """More are waiting for an answer than can be told in time."""


class Urgent:
    """What is told to everyone who asks about a column: the same bytes, for a moment, and one question to the database
    for all of them."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask
        self._known: dict[str, tuple[float, bytes | None]] = {}
        self._asking = asyncio.Lock()
        self._waiting = 0

    async def at(self, slug: str) -> bytes | None:
        """The message for a column's address; None where no reader has ever seen one. Raises TooMany."""
        if not self._is_known(slug):
            if self._waiting >= WAITING:
                raise TooMany
            self._waiting += 1
            try:
                await self._find(slug)
            finally:
                self._waiting -= 1
        return self._known[slug][1]

    def _is_known(self, slug: str) -> bool:
        return slug in self._known and asyncio.get_running_loop().time() < self._known[slug][0]

    async def _find(self, slug: str) -> None:
        """Ask the database, unless somebody has while this waited. One at a time: the log is asked for by the same
        thread."""
        async with self._asking:
            if self._is_known(slug):
                return
            until = asyncio.get_running_loop().time() + FRESH
            message = await self._ask(_message, slug)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[slug] = (until, message)


def _message(slug: str) -> bytes | None:
    column = column_at(slug)
    if column is None or not (column.is_public or column.taken_down_at):
        return None
    return protocol.urgent(column.epoch, last_urgent(column.pk, column.head_seq)).encode()
