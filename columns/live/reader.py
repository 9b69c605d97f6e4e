"""Reader: one open connection, as the hub sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any

#: A reader that takes nothing for so many seconds is let go.
PATIENCE = 15.0

Send = Callable[[str], Coroutine[Any, Any, None]]
#: The rest of a sending: call and await it.
Rest = Callable[[], Coroutine[Any, Any, None]]


class Reader:
    """Where a reader stands in the log (`epoch` and `cursor`), and the way to it.

    There is no queue per reader: what it has not taken yet lies in its transport, which is bounded. `send` must be a
    coroutine function that ends at once unless that transport is full, as uvicorn's is.
    """

    def __init__(self, send: Send, abort: Callable[[], None], epoch: str, cursor: int) -> None:
        self.send = send
        self.abort = abort
        self.epoch = epoch
        self.cursor = cursor

    def offer(self, message: str, reached: int) -> Rest | None:
        """Send without waiting. None when it went at once; else the rest of the sending, which raises TimeoutError
        after PATIENCE.

        The coroutine is stepped by hand: that tells at once whether the reader keeps up, and costs no task.
        """
        sending = self.send(message)
        try:
            waiting_for = sending.send(None)
        except StopIteration:
            self.cursor = max(self.cursor, reached)
            return None
        return partial(self._finish, _Remainder(sending, waiting_for), reached)

    async def _finish(self, rest: _Remainder, reached: int) -> None:
        async with asyncio.timeout(PATIENCE):
            await rest
        self.cursor = max(self.cursor, reached)

    async def take(self, message: str, reached: int = 0) -> None:
        """Send and wait until the transport has room again. Raises TimeoutError after PATIENCE."""
        async with asyncio.timeout(PATIENCE):
            await self.send(message)
        self.cursor = max(self.cursor, reached)


class _Remainder:
    """The rest of a coroutine that was stepped once and now waits for a future."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], waiting_for: Any) -> None:
        self._coroutine = coroutine
        self._waiting_for = waiting_for

    def __await__(self) -> Generator[Any, Any, None]:
        """Hand its futures to the task that awaits this, and what comes of them back to it, as `await` would."""
        future = self._waiting_for
        while True:
            try:
                value = yield future
            except BaseException as error:  # noqa: BLE001 - the coroutine is to decide what it means
                resume = partial(self._coroutine.throw, error)
            else:
                resume = partial(self._coroutine.send, value)
            try:
                future = resume()
            except StopIteration:
                return
