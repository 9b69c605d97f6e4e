"""Reader: one open connection, as the hub sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from .frame import Form, Frame
from .shortcut import shortcut

if TYPE_CHECKING:
    from .watch import Watch

#: A reader whose transport is full, and has no room again within so many seconds, is let go (marks: `shortcut`).
PATIENCE = 15.0

Send = Callable[[Any], Coroutine[Any, Any, None]]
#: The rest of a sending: call and await it.
Rest = Callable[[], Coroutine[Any, Any, None]]


class Reader:
    """Where a reader stands in the log (`epoch` and `cursor`), and the way to it.

    There is no queue per reader: what it has not taken yet lies in its transport, which is bounded. `send` must be a
    coroutine function that ends at once unless that transport is full, as uvicorn's is.
    """

    __slots__ = ("_flow", "_write", "abort", "cursor", "epoch", "form", "post", "send", "watch")

    def __init__(
        self, send: Send, form: Form, abort: Callable[[], None], epoch: str, cursor: int, post: str = ""
    ) -> None:
        self.send = send
        self._flow, self._write = shortcut(send)
        self.form = form
        self.abort = abort
        self.epoch = epoch
        self.cursor = cursor
        self.post = post
        #: The watch that keeps it informed.
        self.watch: Watch | None = None

    def offer(self, frame: Frame) -> Rest | None:
        """Send without waiting. None when it went at once; else the rest of the sending, which raises TimeoutError
        after PATIENCE.

        Where the shortcut does not lead, the server's coroutine is stepped by hand: that tells at once whether the
        reader keeps up, and costs no task.
        """
        if not self._flow.write_paused and not frame.last:
            self._write(frame.encoded(self.form.wire))
            self._reach(frame)
            return None
        sending = self.send(self.form.message(frame))
        try:
            waiting_for = sending.send(None)
        except StopIteration:
            self._reach(frame)
            return None
        return partial(self._finish, _Remainder(sending, waiting_for), frame)

    async def _finish(self, rest: _Remainder, frame: Frame) -> None:
        async with asyncio.timeout(PATIENCE):
            await rest
        self._reach(frame)

    async def take(self, frame: Frame) -> None:
        """Send and wait until the transport has room again. Raises TimeoutError after PATIENCE."""
        if rest := self.offer(frame):
            await rest()

    def _reach(self, frame: Frame) -> None:
        if frame.reached > self.cursor:
            self.cursor = frame.reached


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
