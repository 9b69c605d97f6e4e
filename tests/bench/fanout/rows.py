"""Rows: one server measured once, and the table of them all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import fact, title

from .crowd import crowd
from .phases import at, connect, loop, paced
from .served import naive, platform
from .targets import Target, floor

#: What can be measured. The platform on SQLite is published into by requests to the one process; grown, from a process
#: of its own, so that the serving one does nothing but deliver.
KINDS: dict[str, Callable[[], AbstractContextManager[Target]]] = {
    "floor": floor,
    "events": lambda: platform("events", grown=False, by_request=True),
    "socket": lambda: platform("socket", grown=False, by_request=True),
    "events-grown": lambda: platform("events", grown=True, by_request=False),
    "socket-grown": lambda: platform("socket", grown=True, by_request=False),
    "naive": lambda: naive(with_redis=True),
    "naive-memory": lambda: naive(with_redis=False),
}
WHAT = {
    "floor": "bare send() in C",
    "events": "events, SQLite, published by request",
    "socket": "WebSocket, SQLite, published by request",
    "events-grown": "events, PostgreSQL and Redis",
    "socket-grown": "WebSocket, PostgreSQL and Redis",
    "naive": "naive Channels, Redis core layer",
    "naive-memory": "naive Channels, in memory",
}


@dataclass(frozen=True)
class Row:
    """What one run has found."""

    connects: float
    refused: int
    kib: float
    median: float
    p99: float
    slowest: float
    per_second: float
    cpu: float
    lost: int
    doubled: int


def measure(kind: str, readers: int, seconds: float) -> Row:
    """Run a server for one row, and tell what is not in the table as it goes."""
    title(f"{WHAT[kind]}: {readers} readers")
    with KINDS[kind]() as target, crowd(target, readers) as readers_of_it:
        opened, kib = connect(target, readers_of_it, readers)
        following, slow = paced(target, readers_of_it, 1, seconds)
        _, full = loop(target, readers_of_it, following, seconds)
    fact("connected, and told something", opened.heard / opened.seconds, "a second")
    fact("paced: p50 since the call", at(0.5, slow.since_call), "ms")
    if target.server:
        fact("paced: p50 since the commit", at(0.5, slow.since_commit), "ms")
        fact("paced: p99 since the commit", at(0.99, slow.since_commit), "ms")
    fact("in the loop: updates in a frame", full.heard.updates_per_frame)
    fact("in the loop: bytes an update", full.heard.bytes_per_update)
    fact("in the loop: the server's core was busy", 100 * full.server_busy, "%")
    fact("in the loop: the client's core was busy", 100 * full.client_busy, "%")
    if target.database:
        fact("in the loop: PostgreSQL besides", full.database_per_million, "CPU-s a million")
    return Row(
        connects=opened.heard / opened.seconds, refused=opened.failed, kib=kib, median=at(0.5, slow.since_call),
        p99=at(0.99, slow.since_call), slowest=at(1, slow.since_call), per_second=full.per_second,
        cpu=full.cpu_per_million, lost=slow.lost + full.heard.lost, doubled=slow.doubled + full.heard.doubled,
    )


def middle(rows: list[Row]) -> Row:
    """The median of each figure; what was lost, doubled or refused is added up."""
    sums = {name: sum(getattr(row, name) for row in rows) for name in ("refused", "lost", "doubled")}
    names = [name for name in Row.__dataclass_fields__ if name not in sums]
    return Row(**sums, **{name: median(getattr(row, name) for row in rows) for name in names})


def print_table(rows: dict[str, list[Row]]) -> None:
    """All kinds, in Markdown: it goes into docs/performance.md as it is."""
    middles = {kind: middle(runs) for kind, runs in rows.items()}
    least = middles["floor"].cpu if "floor" in middles else float("nan")
    most = middles["naive"].cpu if "naive" in middles else float("nan")
    print("\n| | CPU-s per million (least–most) | × floor | naive ÷ it | deliveries/s | p50 / p99 / max ms"
          " | connects/s | KiB per reader | lost | doubled |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for kind, row in middles.items():
        runs = [run.cpu for run in rows[kind]]
        print(
            f"| {WHAT[kind]} | {row.cpu:.1f} ({min(runs):.1f}–{max(runs):.1f}) | {row.cpu / least:.2f}"
            f" | {most / row.cpu:.1f} | {row.per_second:,.0f} | {row.median:.0f} / {row.p99:.0f} / {row.slowest:.0f}"
            f" | {row.connects:,.0f} | {row.kib:.1f} | {row.lost:,} | {row.doubled:,} |",
            flush=True,
        )
