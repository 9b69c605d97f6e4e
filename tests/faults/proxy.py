"""The proxy: a bad network between readers and the server, changed while connections are open."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PATIENCE = 20
#: The most that is taken from one side at once; a limited line takes a tenth of a second's worth.
PIECE = 16 * 1024
#: How long a lost packet keeps back what comes after it, at least: the shortest retransmission timeout of Linux.
RETRANSMISSION = 0.2


@dataclass(frozen=True)
class Line:
    """How the line is: seconds that each piece takes, the share of pieces that are lost at first, bytes a second."""

    delay: float = 0.0
    loss: float = 0.0
    rate: int = 0


class Proxy:
    """Listens on `port` and passes everything on to another one, as well as its `line` is.

    `cut("refuse")` resets what is open and lets nobody in. `cut("swallow")` passes nothing on and says nothing: what
    is sent meanwhile arrives after `mend()`, as it does when a network returns within TCP's patience.
    `drop_all()` resets every open connection, once.
    """

    def __init__(self, target: int, line: Line | None = None) -> None:
        self.line = line or Line()
        #: How many connections there have been, and how many bytes, both ways.
        self.accepted = 0
        self.passed = 0
        self._target = target
        self._random = random.Random(2015)
        self._open: set[asyncio.StreamWriter] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._whole = asyncio.Event()
        self._whole.set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = 0
        self._do(self._listen())

    def cut(self, how: str) -> None:
        """Cut the line: "refuse" or "swallow"."""
        self._do(self._refuse() if how == "refuse" else self._swallow())

    def mend(self) -> None:
        """The line is whole again."""
        self._do(self._mend())

    def drop_all(self) -> int:
        """Reset every open connection; how many readers had one."""
        return self._do(self._drop_all()) // 2

    def close(self) -> None:
        """Drop everything and go."""
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", self.port, limit=PIECE, backlog=1000)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _refuse(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        await self._drop_all()

    async def _swallow(self) -> None:
        self._whole.clear()

    async def _mend(self) -> None:
        self._whole.set()
        if not self._server:
            await self._listen()

    async def _drop_all(self) -> int:
        dropped = len(self._open)
        for writer in list(self._open):
            _reset(writer)
        return dropped

    async def _end(self) -> None:
        await self._refuse()
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:  # again: somebody may be coming in just now
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passing = self._loop.create_task(self._pass(reader, writer))
        self._passing.add(passing)
        passing.add_done_callback(self._passing.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One reader's connection, and ours to the server in its name."""
        self.accepted += 1
        upstream = socket.socket()
        if self.line.rate:  # a slow line has no room for what the kernel would take from the server at once
            upstream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        upstream.setblocking(False)
        try:
            await self._loop.sock_connect(upstream, ("127.0.0.1", self._target))
        except OSError:
            upstream.close()
            return _reset(writer)
        back, forth = await asyncio.open_connection(sock=upstream, limit=PIECE)
        self._open |= {writer, forth}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, forth))
                both.create_task(self._pump(back, writer))
        except* OSError:
            _reset(writer)
            _reset(forth)
        finally:
            self._open -= {writer, forth}
            writer.close()
            forth.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One direction. What is on its way is in `flight`, each piece with the time when it is due."""
        flight: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)
        landing = asyncio.create_task(self._land(flight, writer))
        try:
            while data := await reader.read(max(1, self.line.rate // 10) if self.line.rate else PIECE):
                if self.line.rate:
                    await asyncio.sleep(len(data) / self.line.rate)
                lost = self._random.random() < self.line.loss
                delay = self.line.delay + (RETRANSMISSION * self._random.choice((1, 1, 1, 3)) if lost else 0)
                await flight.put((self._loop.time() + delay, data))
            await flight.put((0.0, b""))
            await landing
        finally:
            landing.cancel()

    async def _land(self, flight: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        while True:
            due, data = await flight.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            await self._whole.wait()
            if not data:
                with contextlib.suppress(OSError):
                    writer.write_eof()
                return
            writer.write(data)
            self.passed += len(data)
            await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection with RST, as a router that has forgotten it does."""
    held: Callable[[str], Any] = writer.transport.get_extra_info
    if (connection := held("socket")) is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
