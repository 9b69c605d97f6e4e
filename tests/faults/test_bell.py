"""A bell that falls silent: Redis dies, forgets and comes back under open connections."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import collected

from .platforms import Grown
from .programs import Server
from .scene import Scene
from .transports import EventsReader, SocketReader

Play = Callable[..., Scene]

#: For a server that hears of changes by the bell or not at all.
NO_LOOKS = "from columns.live import heads; heads.PAUSE = 3600.0"


@pytest.fixture
def scene(grown: Grown, play: Play, full: bool) -> Scene:
    """Readers who stand at the head."""
    scene = play(grown.server, bites=6.0, newcomers=full)
    scene.seat(20 if full else 2)
    scene.editor.ask("work", acts=3)
    scene.await_all()
    return scene


@pytest.fixture
def deaf_server(grown: Grown, tmp_path: Path) -> Iterator[Server]:
    """Another machine, whose process does not look at the heads."""
    collected.lay(tmp_path / "static")
    server = Server(tmp_path, grown.server.environment, first=NO_LOOKS)
    server.start()
    yield server
    server.end()


def _assert_nobody_noticed(scene: Scene, connections: list[int]) -> None:
    """No act failed, and no connection was lost."""
    scene.settle()
    assert "unknown" not in {op.outcome for op in scene.history.operations}
    assert _connections(scene) == connections


def _connections(scene: Scene) -> list[int]:
    return [reader.connections for reader in scene.readers]


def test_while_it_is_away_updates_arrive_by_the_looks(scene: Scene, grown: Grown, full: bool) -> None:
    before = _connections(scene)
    grown.redis.end(signal.SIGKILL)
    for _ in range(10 if full else 1):
        scene.editor.ask("work", acts=20)
        scene.await_all()
    grown.redis.start()
    scene.editor.ask("work", acts=20)
    _assert_nobody_noticed(scene, before)


def test_what_it_forgets_makes_no_difference(scene: Scene, grown: Grown) -> None:
    before = _connections(scene)
    with scene.working():
        scene.await_all()
        grown.redis.command("FLUSHALL")
        scene.await_all()
    _assert_nobody_noticed(scene, before)


def test_when_it_is_back_it_rings_on_old_connections(
    deaf_server: Server, grown: Grown, play: Play, full: bool
) -> None:
    scene = play(deaf_server, newcomers=False)
    scene.seat(20 if full else 2, kinds=(SocketReader, EventsReader))
    scene.editor.ask("work", acts=3)
    scene.await_all()
    before = _connections(scene)
    for _ in range(3 if full else 1):
        grown.redis.end(signal.SIGKILL)
        scene.editor.ask("work", acts=3)
        grown.redis.start()
        with scene.working():  # until they hear one of the bells
            scene.await_all()
    _assert_nobody_noticed(scene, before)
