"""A reconnect storm: all connections are dropped at once, and the database hardly notices."""

from __future__ import annotations

from collections.abc import Callable

from .platforms import Grown
from .proxy import Proxy
from .scene import Scene
from .transports import EventsReader, SocketReader

#: How many statements of the platform there may be meanwhile, looks and all, however many come back.
BOUND = 20


def test_coming_back_costs_the_database_nothing_per_reader(
    grown: Grown, play: Callable[..., Scene], network: Callable[..., Proxy], full: bool
) -> None:
    number = 150 if full else 20
    scene, line = play(grown.server, newcomers=False), network(grown.server)
    readers = scene.seat(number, port=line.port, kinds=(SocketReader, EventsReader))
    scene.editor.ask("work", acts=5)
    scene.await_all()
    with grown.postgres.counting() as statements:
        heard = [len(reader.journal.heard) for reader in readers]
        assert line.drop_all() == len(readers)
        for reader, before in zip(readers, heard, strict=True):
            reader.await_that(lambda _: len(reader.journal.heard) > before, "answered again")  # noqa: B023
        needed = statements()
        scene.await_all()  # which fetches a page: that is counted
        assert statements() > needed
    print(f"\n{needed} statements for {len(readers)} readers")
    assert needed < BOUND
    assert {reader.connections for reader in readers} == {2}
    scene.settle()
