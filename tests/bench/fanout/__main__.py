"""What it costs to deliver an update to thousands of readers, beside a bare `send()` loop and naive Channels.

    python -m tests.bench fanout [--readers 5000] [--seconds 20] [--runs 1] [--kinds events,socket,…] [--parts …]
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence

from tests.bench.figures import at_least, fact, figure, title

from .crowd import ceilings, crowd
from .phases import at, burst, storm
from .processes import OTHER_CORES, pin
from .rows import KINDS, WHAT, Row, measure, middle, print_table

PARTS = ("rows", "bursts", "storms")
#: The numbers to reach: ×floor, naive ÷ it, milliseconds, KiB, readers a second.
OF_FLOOR, OF_NAIVE, P99, KIB, STORM = 1.7, 25, 120, 16, 3000
BURST_READERS, BURST_UPDATES, MISSED = 200, 300, 10


def main() -> None:
    """Measure what is asked for, the kinds turn by turn: whatever else the machine does weighs on all."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are taken down then too
    pin(OTHER_CORES)
    _print_ceilings(options.readers)
    if "rows" in options.parts:
        rows: dict[str, list[Row]] = {kind: [] for kind in options.kinds}
        for _ in range(options.runs):
            for kind in options.kinds:
                rows[kind].append(measure(kind, options.readers, options.seconds))
        print_table(rows)
        _judge({kind: middle(runs) for kind, runs in rows.items()})
    if "bursts" in options.parts:
        title(f"A burst of {BURST_UPDATES} updates into {BURST_READERS} readers")
        for kind in options.kinds:
            _burst(kind)
    if "storms" in options.parts:
        title(f"{options.readers} readers come back at once, each {MISSED} updates behind")
        for kind in options.kinds:
            if "naive" not in kind and kind != "floor":
                _storm(kind, options.readers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench fanout")
    parser.add_argument("--readers", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=20, help="how long each phase lasts")
    parser.add_argument("--runs", type=int, default=1, help="how often the kinds take turns; the table has the medians")
    parser.add_argument("--kinds", type=_choice([*KINDS]), default=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("--parts", type=_choice(PARTS), default=PARTS, help=", ".join(PARTS))
    return parser.parse_args()


def _choice(known: Sequence[str]) -> Callable[[str], list[str]]:
    """Some of them, joined by commas."""

    def chosen(text: str) -> list[str]:
        if unknown := set(text.split(",")) - set(known):
            raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}")
        return [each for each in known if each in text.split(",")]

    return chosen


def _print_ceilings(readers: int) -> None:
    title("What limits the client")
    limits = ceilings(readers)
    fact("open files (ulimit -n)", limits["files"])
    fact("addresses it comes from", limits["addresses"])
    fact("ports for each of them", limits["ports"])


def _judge(rows: dict[str, Row]) -> None:
    """The platform's rows beside the numbers to reach."""
    title("Events, beside the numbers to reach")
    if (grown := rows.get("events-grown")) and (floor := rows.get("floor")):
        figure("CPU per delivery, of the floor's", grown.cpu / floor.cpu, OF_FLOOR, "×")
    if grown and (naive := rows.get("naive")):
        at_least("CPU per delivery of naive Channels, of it", naive.cpu / grown.cpu, OF_NAIVE, "×")
    for kind in ("events", "events-grown"):
        if row := rows.get(kind):
            figure(f"{WHAT[kind]}: p99", row.p99, P99, "ms")
            figure(f"{WHAT[kind]}: memory", row.kib, KIB, "KiB")
    for kind, row in rows.items():
        if "naive" not in kind:
            figure(f"{WHAT[kind]}: lost, doubled, refused", row.lost + row.doubled + row.refused, 0)


def _burst(kind: str) -> None:
    with KINDS[kind]() as target, crowd(target, BURST_READERS) as readers:
        found = burst(target, readers, BURST_READERS, BURST_UPDATES)
    fact(f"{WHAT[kind]}: p99", at(0.99, found.since_call), "ms")
    show = fact if "naive" in kind else lambda what, value: figure(what, value, 0)
    show("  lost", found.lost)
    show("  doubled", found.doubled)
    show("  gaps between two deltas", found.gaps)
    fact("  told without its HTML, as old entries are", 100 * found.bare / (BURST_READERS * BURST_UPDATES), "%")


def _storm(kind: str, readers: int) -> None:
    with KINDS[kind]() as target, crowd(target, readers + 1) as crowd_of_it:
        rate, queries = storm(target, crowd_of_it, readers, MISSED)
    at_least(f"{WHAT[kind]}: caught up", rate, STORM, "a second")
    fact("  questions to the database, all readers together", queries)


if __name__ == "__main__":
    main()
