"""One request at a time: nothing that a client sends behind its stream of events takes its connection from it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from columns.live import hub as hubs
from columns.models import Column
from tests.faults.programs import wait_for
from tests.live_server import LiveServer


@pytest.fixture
def line(live: LiveServer) -> Iterator[socket.socket]:
    """A connection to the server."""
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as line:
        yield line


def events(column: Column) -> bytes:
    column.refresh_from_db()
    address = f"/live/{column.slug}/events?after={column.epoch}:{column.head_seq}"
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def upgrade(column: Column, port: int) -> bytes:
    here = f"127.0.0.1:{port}"
    return (
        f"GET /live/{column.slug}/ HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def until(line: socket.socket, what: bytes) -> None:
    said = b""
    while what not in said:
        part = line.recv(65536)
        assert part, said
        said += part


def _until_everybody_has_left() -> None:
    (hub,) = hubs._hubs.values()
    wait_for(lambda: not hub.places._taken, lambda: f"{hub.places._taken} places are still taken")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_second_request_ends_the_connection_and_gives_its_place_back(
    live: LiveServer, line: socket.socket, column: Column, at_once: bool
) -> None:
    if at_once:
        line.sendall(events(column) * 2)
    else:
        line.sendall(events(column))
        until(line, b'"beat"')
        line.sendall(events(column))
    with pytest.raises((ConnectionError, AssertionError)):
        until(line, b"no such word")
    _until_everybody_has_left()


def test_a_stream_does_not_become_a_socket(live: LiveServer, line: socket.socket, column: Column) -> None:
    line.sendall(events(column))
    until(line, b'"beat"')
    line.sendall(upgrade(column, live.port))
    with pytest.raises((ConnectionError, AssertionError)):
        until(line, b"101 Switching")
    _until_everybody_has_left()


def test_who_has_not_read_an_earlier_answer_does_not_keep_a_place_for_ever(
    live: LiveServer, line: socket.socket, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("columns.live.events.PATIENCE", 0.2)
    line.sendall(events(column))
    until(line, b'"beat"')
    (hub,) = hubs._hubs.values()
    (watch,) = hub._watches.values()
    (reader,) = watch.readers
    transport = reader.send.__self__.transport  # type: ignore[attr-defined]
    loop = next(iter(hubs._hubs))
    loop.call_soon_threadsafe(watch.dismiss, hubs.Frame("{}", last=True))
    loop.call_soon_threadsafe(transport.write, b"z" * 30_000_000)  # what is not read
    wait_for(lambda: reader._flow.write_paused, lambda: "there is room for thirty megabytes")
    _until_everybody_has_left()
    line.sendall(events(column))
    wait_for(lambda: hub.places._taken, lambda: "it asks for nothing")
    _until_everybody_has_left()
