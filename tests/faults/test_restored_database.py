"""A restored backup: the log is another one, and nobody goes on showing what is not in it."""

from __future__ import annotations

import time
from collections.abc import Callable

from .platforms import Grown
from .scene import Scene


def test_readers_start_anew_and_show_nothing_that_has_vanished(
    grown: Grown, play: Callable[..., Scene], full: bool
) -> None:
    scene = play(grown.server, bites=6.0, newcomers=False)
    scene.seat(20 if full else 2)
    scene.editor.ask("work", acts=10)
    scene.history.backup = time.monotonic()
    grown.postgres.copy("postgres", "backup")
    other = scene.hire()
    other.ask("work", acts=15)
    scene.await_all()
    epoch = scene.readers[0].page.epoch

    grown.postgres.copy("backup", "postgres")
    scene.history.restored = time.monotonic()
    scene.editor.ask("work", acts=2)
    for reader in scene.readers:
        reader.await_that(lambda page: page.epoch != epoch, "in another epoch")
    scene.settle()
    # Who asks before the new epoch has begun is told twice: that it is ahead of the log, and that the log is another.
    assert {reader.journal.resets for reader in scene.readers} <= {1, 2}
