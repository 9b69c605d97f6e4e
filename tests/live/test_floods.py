"""Floods: a client who says far too much loses its connection, and nobody else notices."""

from __future__ import annotations

import contextlib
import os
import struct
import urllib.request
from typing import Any

import pytest
from websockets.protocol import State

from columns.live import hub as hubs
from columns.live import socket
from columns.models import Column
from liveblog import websocket
from tests.faults.programs import wait_for
from tests.live_server import LiveServer

from .raw import RawSocket


def frame(opcode: int, data: bytes = b"", *, final: bool = False) -> bytes:
    """A frame of a client (RFC 6455 §5.2), masked with nothing."""
    return bytes([(0x80 if final else 0) | opcode, 0x80 | len(data)]) + struct.pack("!I", 0) + data


def test_who_takes_no_leave_does_not_keep_the_server_from_taking_its_own(
    live: LiveServer, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    column.refresh_from_db()
    stuck, other = (RawSocket(live.port, "/live/putin-in-syria/", receive_buffer=4096) for _ in range(2))
    for each in (stuck, other):
        each.hello(column.epoch, column.head_seq)
        each.hear()
    (hub,) = hubs._hubs.values()
    (watch,) = hub._watches.values()
    servers = [reader.send.__self__ for reader in watch.readers]  # type: ignore[attr-defined]
    (server,) = (each for each in servers if each.client[1] == stuck._tcp.getsockname()[1])
    next(iter(hubs._hubs)).call_soon_threadsafe(server.transport.write, bytes(30_000_000))
    stuck._tcp.sendall(frame(8, struct.pack("!H", 1000), final=True))
    wait_for(lambda: server.conn.state is not State.OPEN, lambda: "the leave was not heard")
    live.stop()
    assert other.closing() == 1012
    assert hub._ask._thread._shutdown  # it came to its end
    for each in (stuck, other):
        each.close()


@pytest.mark.parametrize(
    "flood",
    [frame(1, b"{") + frame(0) * 40_000, frame(9, b"x" * 100, final=True) * 10_000, os.urandom(1) * 2_000_000],
    ids=["empty fragments", "pings", "noise"],
)
def test_who_floods_the_server_is_let_go(
    live: LiveServer, column: Column, flood: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket, "LAST_WORDS", 0.1)
    monkeypatch.setattr(socket, "GREETING", 3600.0)  # nor is it let go for want of a hello
    reader = RawSocket(live.port, "/live/putin-in-syria/")
    with contextlib.suppress(OSError):  # it may be gone before all is said
        reader._tcp.sendall(flood)
    reader.drain()  # ends, or the socket's own patience does and fails the test
    reader.close()
    with urllib.request.urlopen(f"{live.url}/healthz", timeout=5) as answer:
        assert answer.status == 200
