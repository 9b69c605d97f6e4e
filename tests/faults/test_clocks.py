"""Clocks that are wrong by hours: on one machine that serves, and on one where an editor works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from .platforms import Grown
from .programs import Server
from .scene import Scene


def _skewed(by: str) -> dict[str, str]:
    """The environment of a process whose clock is wrong. How long things take is still right."""
    found = find_spec("libfaketime")
    assert found
    assert found.origin
    library = Path(found.origin).parent / "vendor/libfaketime/src/libfaketime.so.1"
    return {"LD_PRELOAD": str(library), "FAKETIME": by, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


@pytest.fixture
def fast_server(grown: Grown, tmp_path: Path) -> Iterator[Server]:
    """Another machine on the same database, two hours ahead."""
    server = Server(tmp_path, grown.server.environment | _skewed("+2h"))
    server.start()
    yield server
    server.end()


@pytest.mark.full
def test_nothing_depends_on_the_clocks_agreeing(
    grown: Grown, fast_server: Server, play: Callable[..., Scene]
) -> None:
    scene = play(grown.server)
    slow = scene.hire(**_skewed("-2h"))
    assert slow.ask("now") < scene.editor.ask("now") - 7000
    scene.seat(2)
    scene.seat(2, port=fast_server.port)
    with scene.working():
        for _ in range(5):
            scene.await_all()
    scene.settle()
