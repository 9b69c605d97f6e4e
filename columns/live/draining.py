"""Draining: a process that is told to stop sends its readers away first, so that they come back to another one."""

from __future__ import annotations

import asyncio
import signal
import threading
from types import FrameType
from typing import Any

from .hub import hub


async def lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The ASGI lifespan. A server says "shutdown" only when all connections have ended, which a stream of events
    does not by itself: so this hears the signal too, and hands it on to the server.
    """
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup" and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                _drain_at(number, asyncio.get_running_loop())
        if message["type"] == "lifespan.shutdown":
            await hub().end()
            await send({"type": "lifespan.shutdown.complete"})
            return
        await send({"type": "lifespan.startup.complete"})


def _drain_at(number: int, loop: asyncio.AbstractEventLoop) -> None:
    servers_own = signal.getsignal(number)

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(drain, number, frame)

    def drain(number: int, frame: FrameType | None) -> None:
        hub().drain()
        if callable(servers_own):  # afterwards: it closes what is still open
            servers_own(number, frame)

    signal.signal(number, handle)
