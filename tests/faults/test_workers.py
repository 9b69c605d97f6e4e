"""Workers that are killed under load: their readers come back to others, and go on from their cursor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .platforms import Grown
from .programs import wait_for
from .scene import Scene
from .transports import EventsReader, PollingReader, SocketReader


def test_readers_of_a_killed_worker_miss_nothing(grown: Grown, play: Callable[..., Scene], full: bool) -> None:
    scene = play(grown.server)
    for _ in range(3 if full else 1):
        scene.hire()
    scene.seat(90 if full else 4, kinds=(SocketReader, EventsReader))
    scene.seat(20 if full else 2, kinds=(PollingReader,))
    with scene.working(pace=2.0 if full else 0.05):  # each of 200 readers here applies every update to its page
        for number in range(24 if full else 1):
            workers = grown.server.processes()
            workers[number % len(workers)].kill()
            wait_for(grown.server.answers, lambda: "the worker was not started again")
            scene.await_all()
    scene.settle()


@pytest.mark.full
def test_a_server_that_is_stopped_sends_its_readers_away_and_is_gone(
    grown: Grown, play: Callable[..., Scene]
) -> None:
    scene = play(grown.server)
    scene.seat(4)
    with scene.working():
        grown.server.end()
        grown.server.start()
    scene.settle()
