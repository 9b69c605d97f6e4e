"""Events of more than a megabyte, whole or broken off in the middle."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest

from .conftest import embedded_server
from .programs import Server, wait_for
from .proxy import Line, Proxy
from .scene import Scene

Play = Callable[..., Scene]

#: For a server that sends everything with its HTML, as much as there is in one message.
AT_ONCE = """
from columns.live import memory, protocol
from columns.reading import delta
protocol.CHUNK, delta.HEAVY, memory.BOUND = 2**24, 2**24, 2**24
"""
#: A body that is almost as long as bodies may be; five of them are more than a megabyte.
LONG = 240_000


@pytest.fixture
def server(embedded: Server) -> Iterator[Server]:
    """Such a server."""
    with embedded_server(like=embedded, first=AT_ONCE) as server:
        yield server


@pytest.mark.full
def test_a_message_of_more_than_a_megabyte_arrives(server: Server, play: Play, network: Callable[..., Proxy]) -> None:
    scene, line = play(server, newcomers=False), network(server)
    scene.seat(1, port=line.port)
    scene.await_all()
    line.cut("refuse")
    for _ in range(5):
        scene.editor.ask("act", kind="publish", size=LONG)
    line.mend()
    scene.settle()
    assert min(reader.journal.longest for reader in scene.readers) > 2**20


@pytest.mark.full
def test_a_server_that_is_killed_in_the_middle_of_a_message_leaves_nothing_half(
    server: Server, play: Play, network: Callable[..., Proxy]
) -> None:
    scene, line = play(server, newcomers=False), network(server, Line(rate=100_000))
    scene.seat(1, port=line.port)
    scene.await_all()
    passed = line.passed
    scene.editor.ask("act", kind="publish", size=LONG)
    wait_for(lambda: line.passed > passed + LONG // 4, lambda: "nothing is on its way")
    server.end(signal.SIGKILL)
    line.drop_all()
    server.start()
    scene.editor.ask("act", kind="amend")
    scene.settle()
