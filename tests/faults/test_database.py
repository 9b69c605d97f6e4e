"""PostgreSQL dies and comes back, and transactions that end in another order than they began."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .platforms import Grown
from .programs import wait_for
from .scene import Scene

Play = Callable[..., Scene]


def test_what_was_acknowledged_survives_and_connections_go_on(grown: Grown, play: Play, full: bool) -> None:
    scene = play(grown.server, bites=6.0)
    scene.hire()
    scene.seat(20 if full else 2)
    scene.editor.ask("work", acts=3)
    scene.await_all()
    following = [reader for reader in scene.readers if reader.connections]
    assert all(reader.connections == 1 for reader in following)
    with scene.working():
        for _ in range(5 if full else 1):
            acts = len(scene.history.operations)
            grown.postgres.kill()
            grown.postgres.start()
            wait_for(lambda: len(scene.history.operations) > acts + 5, lambda: "no editor goes on")  # noqa: B023
            scene.await_all()
    scene.settle()
    assert all(reader.connections <= 1 + reader.unanswered for reader in following)


@pytest.mark.parametrize("early", [False, True])
def test_a_transaction_that_is_held_open_hides_nothing(grown: Grown, play: Play, early: bool) -> None:
    scene = play(grown.server, newcomers=False)
    slow, quick = scene.editor, scene.hire()
    scene.seat(2)
    slow.tell("hold", early=early)
    assert slow.hear("holding") is early
    quick.tell("act", kind="publish")
    if early:
        first = quick.hear()
        scene.await_all()
        slow.tell("head")
        second = slow.hear()
    else:
        wait_for(grown.postgres.somebody_waits, lambda: "nobody waits for the lock of the log")
        slow.tell("head")
        first, second = slow.hear(), quick.hear()
    slow.hear()
    assert first["seq"] < second["seq"]
    scene.settle()
