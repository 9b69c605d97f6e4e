"""What the sites of a made-up world answer: pages, and everything that sites do to those who ask."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

BIG = b"x" * 65_536


@dataclass
class Talk:
    """One connection, after its request has been read. What is sent to someone who has hung up raises OSError."""

    connection: socket.socket
    over: threading.Event  # the world ends

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self.connection.sendall(data)

    def wait(self, seconds: float | None = None) -> None:
        """Do nothing; for ever, that is until the world ends or the other side has hung up."""
        self.connection.settimeout(0.05)
        while seconds is None and not self.over.is_set():
            try:
                if not self.connection.recv(1024):
                    return
            except TimeoutError:
                continue
        self.over.wait(seconds)


Answer = Callable[[Talk], None]


def head(status: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A status line and headers: `content_length="5"` becomes `content-length: 5`."""
    lines = [f"HTTP/1.1 {status} Whatever", *([f"content-type: {content_type}"] if content_type else [])]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def raw(data: bytes) -> Answer:
    """These bytes, and the end."""
    return lambda talk: talk.send(data)


def page(body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """A whole, honest answer."""
    return raw(head(status, content_type, content_length=str(len(body)), **headers) + body)


def redirect(to: str, status: int = 302) -> Answer:
    """Go there instead."""
    return raw(head(status, location=to, content_length="0"))


def hang(talk: Talk) -> None:
    """Take the request and never answer."""
    talk.wait()


def drip(start: bytes) -> Answer:
    """Send `start`, then a byte now and then without end: each arrives in time, the whole never does."""

    def answer(talk: Talk) -> None:
        talk.send(start)
        while not talk.over.is_set():
            talk.send(b"a")
            talk.over.wait(0.02)

    return answer


def endless(start: bytes) -> Answer:
    """Send `start`, then as much as is taken."""

    def answer(talk: Talk) -> None:
        talk.send(start)
        while not talk.over.is_set():
            talk.send(BIG)

    return answer


def bomb(content_type: str = "text/html") -> Answer:
    """Some kilobytes that unpack to 50 MB."""
    packed = gzip.compress(b"\0" * 50_000_000, 1)
    return raw(head(200, content_type, content_encoding="gzip", content_length=str(len(packed))) + packed)


def lie(body: bytes, length: str, content_type: str = "text/html") -> Answer:
    """A body that is announced as longer or shorter than it is."""
    return raw(head(200, content_type, content_length=length) + body)
