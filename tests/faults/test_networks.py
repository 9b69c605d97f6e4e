"""Bad networks: whatever becomes of a line, what is behind it ends with everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .programs import Server
from .proxy import Line, Proxy
from .scene import Scene

Play = Callable[..., Scene]
Network = Callable[..., Proxy]

#: More than the log is read for.
FAR = 1100


@pytest.mark.parametrize("how", ["refuse", "swallow"])
def test_who_was_cut_off_goes_on_from_its_cursor(
    embedded: Server, play: Play, network: Network, full: bool, how: str
) -> None:
    scene, line = play(embedded), network(embedded)
    scene.seat(2)
    scene.seat(20 if full else 2, port=line.port, silence=2.0)
    scene.editor.ask("work", acts=5)
    scene.await_all()
    for _ in range(5 if full else 1):
        line.cut(how)
        scene.editor.ask("work", acts=100 if full else 20)
        line.mend()
        scene.editor.ask("work", acts=5)
        scene.await_all()
    scene.settle()
    assert not any(reader.journal.resets for reader in scene.readers)


def test_who_is_too_far_behind_starts_anew_once(
    embedded: Server, play: Play, network: Network, full: bool
) -> None:
    scene, line = play(embedded, newcomers=full), network(embedded)
    near = scene.seat(1)
    cut_off = scene.seat(10 if full else 1, port=line.port, silence=2.0)
    scene.editor.ask("work", acts=5)
    scene.await_all()
    line.cut("refuse")
    scene.editor.ask("move_on", numbers=FAR)
    scene.await_all(near)
    line.mend()
    scene.editor.ask("work", acts=5)
    scene.settle()
    assert [reader.journal.resets for reader in near] == [0] * len(near)
    assert [reader.journal.resets for reader in cut_off] == [1] * len(cut_off)


@pytest.mark.parametrize(
    "line",
    [pytest.param(Line(delay=0.2), id="delay", marks=pytest.mark.full), pytest.param(Line(0.05, 0.2), id="both")],
)
def test_delay_and_loss_are_made_up_for(
    embedded: Server, play: Play, network: Network, full: bool, line: Line
) -> None:
    scene, bad = play(embedded, newcomers=full), network(embedded, Line(4 * line.delay, line.loss) if full else line)
    scene.seat(10 if full else 1, port=bad.port)
    with scene.working(pace=0.5 if full else 0.02):
        for _ in range(10 if full else 1):
            scene.await_all()
    scene.settle()


def test_a_slow_phone_that_is_far_behind_catches_up_while_more_comes(
    embedded: Server, play: Play, network: Network, full: bool
) -> None:
    rate, behind, pace = (16_000, 300_000, 2.0) if full else (64_000, 120_000, 0.2)
    scene, line = play(embedded, newcomers=full), network(embedded, Line(rate=rate))
    scene.seat(1)
    phones = scene.seat(1, port=line.port)
    scene.await_all()
    line.cut("refuse")
    for _ in range(behind // 12_000):
        scene.editor.ask("act", kind="publish", size=12_000)
    with scene.working(pace):
        line.mend()
        scene.await_all(phones)
    scene.settle()
    assert not any(phone.journal.resets for phone in phones)
