"""The proxy does to connections what bad networks do."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from itertools import islice

import pytest

from .proxy import Line, Proxy

PATIENCE = 20


class Echo:
    """A server that sends back what it gets."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._echo, args=(self._listening.accept()[0],), daemon=True).start()

    def _echo(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    def close(self) -> None:
        """Let nobody in any more."""
        with contextlib.suppress(OSError):  # closed before
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    """A server to stand in front of."""
    server = Echo()
    yield server
    server.close()


@pytest.fixture
def proxy(echo: Echo) -> Iterator[Proxy]:
    """A proxy in front of it, on a good line."""
    proxy = Proxy(echo.port)
    yield proxy
    proxy.close()


def _connect(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), PATIENCE)


def _receive(connection: socket.socket, number: int) -> bytes:
    data = b""
    while len(data) < number:
        data += connection.recv(number - len(data)) or pytest.fail(f"ended after {len(data)} bytes")
    return data


@pytest.mark.parametrize("line", [Line(), Line(delay=0.05), Line(loss=0.5), Line(delay=0.02, loss=0.3, rate=200_000)])
def test_everything_arrives_in_its_order(proxy: Proxy, line: Line) -> None:
    proxy.line = line
    said = b"".join(b"%06d" % number for number in range(5000))
    with _connect(proxy) as connection:
        connection.sendall(said)
        assert _receive(connection, len(said)) == said
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
    assert proxy.accepted == 1


def test_a_refusing_cut_resets_what_is_open_and_lets_nobody_in(proxy: Proxy) -> None:
    with _connect(proxy) as connection:
        connection.sendall(b"one")
        _receive(connection, 3)
        proxy.cut("refuse")
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    with pytest.raises(ConnectionRefusedError):
        _connect(proxy)
    proxy.mend()
    with _connect(proxy) as connection:
        connection.sendall(b"two")
        assert _receive(connection, 3) == b"two"


def test_what_a_cut_line_swallowed_arrives_when_it_is_mended(proxy: Proxy) -> None:
    with _connect(proxy) as connection:
        connection.sendall(b"one")
        _receive(connection, 3)
        proxy.cut("swallow")
        connection.sendall(b"two")
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(PATIENCE)
        proxy.mend()
        assert _receive(connection, 3) == b"two"


def test_all_can_be_dropped_and_come_back(proxy: Proxy) -> None:
    connections = [_connect(proxy) for _ in range(5)]
    for connection in connections:
        connection.sendall(b"one")
        _receive(connection, 3)
    assert proxy.drop_all() == 5
    for connection in connections:
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
        connection.close()
    _connect(proxy).close()


def test_a_slow_line_makes_the_sender_wait(proxy: Proxy) -> None:
    proxy.line = Line(rate=16_000)
    with _connect(proxy) as connection:
        connection.setblocking(False)
        sent = iter(lambda: connection.send(bytes(64 * 1024)), 0)
        with pytest.raises(BlockingIOError):
            list(islice(sent, 32 * 16))


def test_a_server_that_is_not_there_resets_the_connection(echo: Echo) -> None:
    echo.close()
    proxy = Proxy(echo.port)
    with pytest.raises(ConnectionResetError), _connect(proxy) as connection:
        connection.recv(1)
    proxy.close()
