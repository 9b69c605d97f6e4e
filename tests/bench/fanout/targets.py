"""Targets: what is measured, each a server on a core of its own, with a way to publish into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .build import built
from .processes import SERVERS_CORE
from .program import Program

#: How many bytes an update takes on the wire.
UPDATE = 2000


@dataclass(frozen=True)
class Sent:
    """When an update was called for, and when it was committed (for those who commit), in nanoseconds."""

    called: int
    committed: int


@dataclass
class Target:
    """A server that is up."""

    transport: str
    port: int
    path: str
    #: Publish the updates FIRST to LAST, as fast as it goes.
    publish: Callable[[int, int], list[Sent]]
    #: The processes whose work is the delivery, and those of the database, with all below them.
    pids: list[int]
    epoch: str = "0"
    cursor: int = 0
    #: Updates a second that it can take at 5,000 readers without falling behind.
    pace: float = 1.0
    #: How many may connect at the same time.
    at_once: int = 256
    database: list[int] = field(default_factory=list)
    server: Program | None = None


def publishing(program: Program) -> Callable[[int, int], list[Sent]]:
    """A Target's way to publish: by telling a program `send NUMBER`."""

    def publish(first: int, last: int) -> list[Sent]:
        for number in range(first, last + 1):
            program.say(f"send {number}")
        sent = [program.hear("sent").split() for _ in range(first, last + 1)]
        return [Sent(int(called), int(committed[0]) if committed else int(called)) for _, called, *committed in sent]

    return publish


@contextmanager
def floor() -> Iterator[Target]:
    """The bare `send()` loop."""
    with Program([built("floor")], core=SERVERS_CORE) as server:
        port = int(server.hear("port"))
        yield Target("events", port, "/", publishing(server), [server.pid])
