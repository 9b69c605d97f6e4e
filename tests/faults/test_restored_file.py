"""A SQLite file that is put back from a copy: the log is another one, and nobody shows what is not in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from .conftest import DATABASE, copy_file, embedded_server
from .programs import Server
from .scene import Scene

Play = Callable[..., Scene]


@pytest.fixture
def server(embedded: Server) -> Iterator[Server]:
    """A server whose file is taken away from it."""
    with embedded_server(like=embedded) as server:
        yield server


@pytest.fixture
def scene(server: Server, play: Play, full: bool) -> Scene:
    """Readers of what was published before a backup was made, and afterwards by another editor."""
    scene = play(server, newcomers=False)
    scene.seat(20 if full else 2)
    scene.editor.ask("work", acts=10)
    scene.history.backup = time.monotonic()
    copy_file(server.home / DATABASE, server.home / "backup.sqlite3")
    scene.hire().ask("work", acts=15)
    scene.await_all()
    return scene


def _replace(server: Server) -> None:
    """Put the backup in the file's place, as `mv` does, and leave nothing of the old one beside it."""
    for left in ("-wal", "-shm"):
        (server.home / f"{DATABASE}{left}").unlink(missing_ok=True)
    (server.home / "backup.sqlite3").replace(server.home / DATABASE)


def _assert_everyone_starts_anew(scene: Scene) -> None:
    """Those who stood beyond what is left are reset."""
    scene.history.restored = time.monotonic()
    scene.editor.ask("work", acts=2)
    for reader in scene.readers:
        reader.await_that(lambda _: reader.journal.resets > 0, "reset")  # noqa: B023
    scene.settle()


@pytest.mark.full
def test_put_back_while_nothing_runs(scene: Scene, server: Server) -> None:
    server.end()
    _replace(server)
    server.start()
    _assert_everyone_starts_anew(scene)


def test_put_back_under_a_running_server(scene: Scene, server: Server) -> None:
    _replace(server)
    _assert_everyone_starts_anew(scene)


@pytest.mark.full
def test_written_over_under_a_running_server(scene: Scene, server: Server) -> None:
    copy_file(server.home / "backup.sqlite3", server.home / DATABASE)
    _assert_everyone_starts_anew(scene)
