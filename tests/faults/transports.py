"""Transports: the three ways by which a reader follows."""

from __future__ import annotations

import contextlib
import json
import socket
import time
import zlib
from collections.abc import Iterator
from typing import Any

from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from .readers import Reader

#: Seconds between two polls: a page waits about eight.
POLL_EVERY = 0.5


class SocketReader(Reader):
    """By WebSocket."""

    door = "socket"

    def follow(self) -> bool:
        """Say hello, and again whenever the page has missed something."""
        try:
            with self._connected() as line:
                return self._listen(line)
        except InvalidStatus as refused:
            if refused.response.status_code == 503:
                self.hear(refused.response.body.decode(), time.monotonic())
            return False
        except WebSocketException:
            return False

    @contextlib.contextmanager
    def _connected(self) -> Iterator[ClientConnection]:
        url = f"ws://{self.web.host}:{self.web.port}{self.page.live}"
        with connect(
            url, origin=self.web.origin, compression=None, proxy=None, ping_interval=None, close_timeout=1,
            open_timeout=self.silence, max_size=None,
        ) as line:  # type: ignore[arg-type]  # fmt: skip
            self._hang_up = lambda: shut(line.socket)
            self.connections += 1
            yield line

    def _listen(self, line: ClientConnection) -> bool:
        heard = False
        with contextlib.suppress(WebSocketException, TimeoutError):
            asked = self._say_hello(line)
            while not self._stopping.is_set():
                raw = line.recv(timeout=self.silence)
                heard = True
                if self.hear(str(raw), asked):
                    asked = self._say_hello(line)
        return heard

    def _say_hello(self, line: ClientConnection) -> float:
        asked = time.monotonic()
        line.send(json.dumps({"type": "hello", "epoch": self.page.epoch, "after": self.page.after}))
        return asked


class EventsReader(Reader):
    """By server-sent events, as a browser's EventSource takes them."""

    door = "events"
    #: What the last event with an id said: the browser sends it when it reconnects by itself.
    last_id = ""

    def follow(self) -> bool:
        """Read one stream to its end. To ask again is to open another."""
        asked = time.monotonic()
        label = f"{self.page.epoch}:{self.page.after}"
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "gzip"}
        headers |= {"Last-Event-ID": label} if self.last_id == label else {}
        # With a Last-Event-ID the address is an old one: the header is to win.
        after = f"{self.page.epoch}:0" if self.last_id == label else label
        connection, answer = self.web.stream(f"{self.page.live}events?after={after}", headers, self.silence)
        held = answer.fp.raw._sock
        self._hang_up = lambda: shut(held)
        self.connections += answer.status == 200
        try:
            if answer.status != 200:
                if answer.status == 503:
                    self.hear(answer.read().decode(), asked)
                return False
            return self._listen(answer, asked)
        finally:
            answer.close()
            connection.close()

    def _listen(self, answer: Any, asked: float) -> bool:
        heard = False
        event_id = ""
        for line in lines(answer):
            name, _, value = line.partition(": ")
            if name == "id":
                event_id = value
            elif name == "data":
                heard = True
                again = self.hear(value, asked)
                self.last_id = event_id
                if again:
                    break
        return heard


class PollingReader(Reader):
    """By polling."""

    door = "poll"
    _tag: tuple[str, str] = ("", "")

    def follow(self) -> bool:
        """Ask once, with the tag of the last answer if it was for the same cursor."""
        path = f"{self.page.live}changes?after={self.page.epoch}:{self.page.after}"
        asked = time.monotonic()
        headers = {"If-None-Match": self._tag[1]} if self._tag[0] == path else {}
        answer = self.web.get(path, headers=headers)
        assert answer.status_code in (200, 304), answer.status_code
        again = False
        if answer.status_code == 200:
            self._tag = (path, answer.headers["ETag"])
            for message in answer.json():
                again |= self.hear(json.dumps(message), asked)
        if not again:
            self._stopping.wait(POLL_EVERY)
        return True

    def pause(self, attempt: int) -> float:
        """What is ready is fetched at once."""
        return super().pause(attempt) if attempt else 0.0


def lines(answer: Any) -> Iterator[str]:
    """The lines of a stream as they come, compressed or not."""
    unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16) if answer.headers["Content-Encoding"] == "gzip" else None
    rest = b""
    while data := answer.read1(65536):
        *whole, rest = (rest + (unpacked.decompress(data) if unpacked else data)).split(b"\n")
        yield from (line.decode() for line in whole)


KINDS: tuple[type[Reader], ...] = (SocketReader, EventsReader, PollingReader)


def shut(line: socket.socket) -> None:
    """Drop a connection, whatever is read from it in another thread."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
