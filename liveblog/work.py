"""Work: the loop of the jobs, alone in a process or beside a server."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from columns.jobs.loop import Loop


def until_told(say_begun: Callable[[], None]) -> None:
    """The loop alone, until SIGTERM or Ctrl-C. `say_begun` is called once either of them would end it in order."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    say_begun()
    loop = Loop()
    loop.start()
    told.wait()
    loop.stop()


@contextmanager
def beside() -> Iterator[None]:
    """The loop beside a server in this thread.

    A server that has ended at a signal raises it once more, for whoever was there before, while its own loop still
    runs, in which nobody may wait for a database. So that is only noted, and the jobs end after the server.
    """
    told: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        told.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    loop = Loop()
    loop.start()
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        loop.stop()
        for number in told:
            signal.raise_signal(number)
