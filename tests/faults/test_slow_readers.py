"""Readers who never read, and are offered much: they are dropped, cost little, and nobody else notices."""

from __future__ import annotations

import socket
from collections.abc import Callable

import psutil
import pytest

from .programs import Server, wait_for
from .scene import Scene

#: How many there are, and what the server may keep for each of them at most.
DEAF = 5
BOUND = 20 * 1024 * 1024
#: Their requests. A socket also says its hello, masked with zeros.
REQUESTS = {
    "events": "GET /live/{slug}/events?after={epoch}:0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "socket": (
        "GET /live/{slug}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        '\x01\x02{{"type":"hello","epoch":"{epoch}","after":0}}'
    ),
}


@pytest.mark.full
@pytest.mark.parametrize("kind", ["events", "socket"])
def test_who_never_reads_is_dropped_and_costs_little(embedded: Server, play: Callable[..., Scene], kind: str) -> None:
    scene = play(embedded, newcomers=False)
    scene.seat(2)
    scene.editor.ask("work", acts=3)
    scene.await_all()
    server = embedded.processes()[0]
    before = most = server.memory_info().rss
    deaf = [_deaf(scene, kind) for _ in range(DEAF)]
    ports = {line.getsockname()[1] for line in deaf}
    wait_for(lambda: ports <= _connected(server), lambda: "they were not let in")
    while _connected(server) & ports:
        for _ in range(20):
            scene.editor.ask("act", kind="amend", size=14_000)
        most = max(most, server.memory_info().rss)
    scene.settle()
    for line in deaf:
        line.close()
    print(f"{len(scene.history.operations)} acts; {(most - before) / 2**20:.1f} MiB more for {DEAF} who never read")
    assert len(scene.history.operations) > 100
    assert most - before < DEAF * BOUND


def _deaf(scene: Scene, kind: str) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", scene.server.port))
    request = REQUESTS[kind].format(slug=scene.slug, epoch=scene.readers[0].page.epoch).encode()
    head, _, hello = request.partition(b"\x01\x02")
    line.sendall(head + (bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello if hello else b""))
    return line


def _connected(server: psutil.Process) -> set[int]:
    """The ports of those whom the server has not dropped."""
    found = server.net_connections(kind="tcp")
    return {each.raddr.port for each in found if each.raddr and each.status == psutil.CONN_ESTABLISHED}
