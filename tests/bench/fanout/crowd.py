"""The crowd: the readers that the client in C opens, as the phases use them."""

from __future__ import annotations

import json
import math
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from .build import built
from .program import Program
from .targets import Target

#: Connections that one address of 127.0.0.0/8 is given, of the 28,000 that it could have.
PER_ADDRESS = 20_000


@dataclass(frozen=True)
class Opened:
    """How it went to open some readers."""

    heard: int
    failed: int
    seconds: float


class Crowd:
    """All readers of one target."""

    def __init__(self, client: Program, target: Target) -> None:
        self._client = client
        self._target = target
        self.pid = client.pid

    def open(self, count: int, *, rate: int = -1, at_once: int = 0) -> Opened:
        """So many more readers, from the target's cursor; wait until each has had its first message."""
        target = self._target
        self._client.say(f"at-once {at_once or target.at_once}")
        said = self._client.ask(
            f"open {target.transport} {count} {target.path} {target.epoch} {target.cursor} {rate}", "opened"
        ).split()
        return Opened(int(said[0]), int(said[1]), float(said[2]))

    def come_back(self, low: int, high: int) -> None:
        """Whoever is cut off from now on returns after so many milliseconds, from its cursor."""
        self._client.say(f"resume {low} {high}")

    def forget(self, first: int) -> None:
        """Count anew, and only updates from this number on."""
        self._client.ask(f"forget {first}", "forgotten")

    def await_update(self, number: int, patience: float) -> bool:
        """Wait until every reader has heard an update: whether they have."""
        try:
            while int(self._client.hear("all", patience).split()[0]) < number:
                continue
        except TimeoutError:
            return False
        return True

    def await_cursor(self, seq: int) -> float:
        """Wait until every reader has come so far: the seconds since the last were opened."""
        return float(self._client.ask(f"until {seq}", "reached").split()[1])

    def count_at(self, seq: int) -> int:
        """The same, with patience: how many have come so far."""
        with suppress(TimeoutError):
            self.await_cursor(seq)
        return int(self.stats()["arrived"])

    def stats(self) -> dict[str, float]:
        """What was heard, in all."""
        return dict(json.loads("{" + self._client.ask("stats", "{")))

    def lost(self, first: int, last: int) -> int:
        """How many deliveries of these updates are missing."""
        return int(self._client.ask(f"lost {first} {last}").split()[0])

    def arrivals(self) -> Iterator[tuple[int, int]]:
        """Each delivery: the update's number, and the microseconds since it was called for."""
        with tempfile.NamedTemporaryFile() as file:
            assert int(self._client.ask(f"arrivals {file.name}")) >= 0
            numbers = array("I", file.read())
        return zip(numbers[::2], numbers[1::2], strict=True)


def ceilings(most: int) -> dict[str, int]:
    """What limits a client for at most so many readers: open files, and ports for each pair of addresses."""
    with Program([built("readers"), "1", str(_addresses(most))]) as client:
        return dict(json.loads("{" + client.hear("{")))


def _addresses(most: int) -> int:
    return math.ceil(most / PER_ADDRESS)


@contextmanager
def crowd(target: Target, most: int) -> Iterator[Crowd]:
    """A client for at most so many readers of a target."""
    with Program([built("readers"), str(target.port), str(_addresses(most))]) as client:
        yield Crowd(client, target)
