"""Masses: thousands of readers in C (tests/bench/fanout), half by events and half by WebSocket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.bench.fanout.crowd import Crowd, crowd
from tests.bench.fanout.targets import Target

from .history import Truth

#: Milliseconds before which nobody who was cut off comes back: a page's script keeps to the same.
SHORTEST = 500


class Masses:
    """A crowd for each transport. They have no page: what counts is that each update came once, and their cursors.

    Nor could they fetch themselves anew: who falls so far behind that it is told to (half a megabyte) is not at the
    head in the end. That takes a replay that is much faster than its readers come back.
    """

    def __init__(self, crowds: list[Crowd]) -> None:
        self._crowds = crowds

    def arrived(self, head: int) -> int:
        """How many stand at the head of the log in the end."""
        return sum(each.count_at(head) for each in self._crowds)

    def lost(self, updates: int) -> int:
        """How many deliveries of the updates from 1 on are missing."""
        return sum(each.lost(1, updates) for each in self._crowds)

    def totals(self) -> dict[str, int]:
        """What they heard, all together; but of the slowest return the slowest."""
        heard = [each.stats() for each in self._crowds]
        totals = {name: int(sum(each[name] for each in heard)) for name in heard[0]}
        return totals | {"slowest_return": int(max(each["slowest_return"] for each in heard))}


@contextmanager
def masses(port: int, slug: str, at: Truth, readers: int, longest: float) -> Iterator[Masses]:
    """So many who follow a column from where it is now. Who is cut off comes back within `longest` seconds."""
    live = f"/live/{slug}/"
    kinds = {"events": (f"{live}events", readers // 2), "socket": (live, readers - readers // 2)}
    with ExitStack() as stack:
        crowds = []
        for transport, (path, number) in kinds.items():
            target = Target(transport, port, path, lambda *_: [], [], epoch=at.epoch, cursor=at.head)
            crowds.append(stack.enter_context(crowd(target, number)))
            opened = crowds[-1].open(number)
            assert opened.heard == number, f"{opened.failed} of {number} could not open {path}"
            crowds[-1].forget(1)
            crowds[-1].come_back(SHORTEST, round(1000 * longest))
        yield Masses(crowds)
