"""From the commit of an entry to its frame at a reader's socket, in the three ways that an entry is published."""

from __future__ import annotations

import time

from tests.bench.fanout.crowd import crowd
from tests.bench.fanout.phases import at, heard
from tests.bench.fanout.processes import OTHER_CORES, pin
from tests.bench.fanout.served import platform
from tests.bench.fanout.targets import Sent
from tests.bench.figures import fact, figure, title

READERS, UPDATES, PAUSE = 20, 100, 0.1
#: In milliseconds, for the median: across processes by the bell, and within one.
ACROSS, WITHIN = 15, 5


def main() -> None:
    """Few readers, so that what is measured is the way and not the crowd."""
    pin(OTHER_CORES)
    title(f"From the commit to the frame, {READERS} readers")
    for transport in ("events", "socket"):
        _measure(transport, "PostgreSQL and Redis, published elsewhere", ACROSS, grown=True, by_request=False)
        _measure(transport, "PostgreSQL and Redis, by request", ACROSS, grown=True, by_request=True)
        _measure(transport, "SQLite, by request", WITHIN, grown=False, by_request=True)
        _measure(transport, "SQLite, published elsewhere", None, grown=False, by_request=False)


def _measure(transport: str, what: str, limit: float | None, *, grown: bool, by_request: bool) -> None:
    with (
        platform(transport, grown=grown, by_request=by_request, durable=grown) as target,
        crowd(target, READERS) as readers,
    ):
        readers.open(READERS)
        target.publish(1, 5)  # the first ones import and connect
        readers.forget(6)
        sent: list[Sent] = []
        for number in range(6, 6 + UPDATES):
            time.sleep(PAUSE)
            sent += target.publish(number, number)
        readers.await_update(5 + UPDATES, 10)
        found = heard(readers, 6, sent)
    middle = at(0.5, found.since_commit)
    if limit is None:
        fact(f"{transport}, {what}: median", middle, "ms")
    else:
        figure(f"{transport}, {what}: median", middle, limit, "ms")
    fact("  p99", at(0.99, found.since_commit), "ms")
    fact("  median since the call", at(0.5, found.since_call), "ms")
    figure("  lost and doubled", found.lost + found.doubled, 0)


if __name__ == "__main__":
    main()
