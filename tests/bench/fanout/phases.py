"""Phases: what is done with a crowd of readers, and what is measured of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .crowd import Crowd, Opened
from .processes import busy, held
from .targets import Sent, Target

#: Readers that are there before the memory of a server is looked at: it has made by then whatever it makes once.
FIRST = 50
#: Seconds that the last update of a phase may take until all have it.
PATIENCE = 30.0
#: How many updates are on their way at once while deliveries are counted.
IN_FLIGHT = 2


@dataclass(frozen=True)
class Heard:
    """What a phase has come to. Milliseconds, sorted: since the call, and since the commit."""

    delivered: int
    #: Of them, those that came without their HTML: more than a hundred newer ones were there already.
    bare: int
    gaps: int
    lost: int
    doubled: int
    updates_per_frame: float
    bytes_per_update: float
    since_call: list[float]
    since_commit: list[float]


@dataclass(frozen=True)
class Throughput:
    """What the server can do when it is never without work."""

    per_second: float
    cpu_per_million: float
    database_per_million: float
    #: The share of its core that the server, and the client, were at work.
    server_busy: float
    client_busy: float
    heard: Heard


def connect(target: Target, crowd: Crowd, readers: int) -> tuple[Opened, float]:
    """Open them: how that went, and how many KiB the server holds for each."""
    first = min(FIRST, readers // 2)
    crowd.open(first)
    before = held(target.pids)
    opened = crowd.open(readers - first)
    return opened, (held(target.pids) - before) / max(1, opened.heard)


def paced(target: Target, crowd: Crowd, first: int, seconds: float) -> tuple[int, Heard]:
    """Publish at the target's pace: the next update's number, and what was heard."""
    crowd.forget(first)
    count = max(2, round(seconds * target.pace))
    sent: list[Sent] = []
    began = time.monotonic()
    for number in range(first, first + count):
        time.sleep(max(0.0, began + (number - first) / target.pace - time.monotonic()))
        sent += target.publish(number, number)
    crowd.await_update(first + count - 1, PATIENCE)
    return first + count, heard(crowd, first, sent)


def loop(target: Target, crowd: Crowd, first: int, seconds: float) -> tuple[int, Throughput]:
    """Publish so that two updates are always on their way, for so long."""
    crowd.forget(first)
    roots = [target.pids, target.database, [crowd.pid]]
    before, began = [busy(pids) for pids in roots], time.monotonic()
    sent = target.publish(first, first + IN_FLIGHT - 1)
    done = first
    while crowd.await_update(done, PATIENCE) and time.monotonic() < began + seconds:
        done += 1
        sent += target.publish(first + len(sent), first + len(sent))
    crowd.await_update(first + len(sent) - 1, PATIENCE)
    took = time.monotonic() - began
    server, database, client = (busy(pids) - then for pids, then in zip(roots, before, strict=True))
    found = heard(crowd, first, sent)
    million = max(1, found.delivered) / 1e6
    throughput = Throughput(
        found.delivered / took, server / million, database / million, server / took, client / took, found
    )
    return first + len(sent), throughput


def burst(target: Target, crowd: Crowd, readers: int, updates: int) -> Heard:
    """So many updates at once into readers who take all that comes."""
    crowd.open(readers)
    crowd.forget(1)
    sent = target.publish(1, updates)
    crowd.await_update(updates, PATIENCE)
    return heard(crowd, 1, sent)


def storm(target: Target, crowd: Crowd, readers: int, missed: int) -> tuple[float, int]:
    """All connect at once, each behind by so many updates: readers a second that have caught up, and how often the
    database was asked meanwhile."""
    assert target.server
    crowd.open(1)  # somebody follows the column already, as the others did until they were cut off
    target.publish(1, missed)
    crowd.await_update(missed, PATIENCE)
    asked = int(target.server.ask("queries"))
    crowd.open(readers, at_once=readers)
    took = crowd.await_cursor(target.cursor + missed)
    return readers / took, int(target.server.ask("queries")) - asked


def heard(crowd: Crowd, first: int, sent: list[Sent]) -> Heard:
    """What became of some updates, from number `first` on."""
    stats = crowd.stats()
    arrivals = [(number - first, microseconds) for number, microseconds in crowd.arrivals()]
    shifts = [(each.committed - each.called) / 1000 for each in sent]
    return Heard(
        delivered=int(stats["delivered"]), bare=int(stats["bare"]), gaps=int(stats["gaps"]),
        lost=crowd.lost(first, first + len(sent) - 1),
        doubled=int(stats["doubled"]),
        updates_per_frame=stats["delivered"] / max(1, stats["frames"]),
        bytes_per_update=stats["bytes"] / max(1, stats["delivered"]),
        since_call=sorted(microseconds / 1000 for _, microseconds in arrivals),
        since_commit=sorted((microseconds - shifts[place]) / 1000 for place, microseconds in arrivals),
    )


def at(share: float, values: list[float]) -> float:
    """The value below which this share of them lies; they are sorted. NaN when there are none."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")
