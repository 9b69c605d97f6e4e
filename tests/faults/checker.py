"""The checker: whether a history keeps the invariants I1 to I5, and the figures of I6.

I1  each acknowledged change is in every reader's final state
I2  nothing that anybody was shown was never committed
I3  the log's numbers have no gap, and a reader's cursor only rises, but for a reset
I4  what a reader shows is what a page fetched afresh shows
I5  after a withdrawal is acknowledged, nothing asked for from then on contains the text
I6  how long a change took from the call to the reader, p50 and p99
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .history import History, Journal, Operation

#: What is answered from the memory of a process, where a withdrawal bites a little later than in the database.
REMEMBERED = {"socket", "events"}


@dataclass(frozen=True)
class Figures:
    """I6: seconds from the call to the reader, over all changes and readers."""

    count: int
    p50: float
    p99: float
    most: float

    def __str__(self) -> str:
        p50, p99, most = (f"{1000 * seconds:.0f} ms" for seconds in (self.p50, self.p99, self.most))
        return f"I6: {self.count} deliveries, p50 {p50}, p99 {p99}, max {most}"


def assert_holds(history: History) -> Figures:
    """All invariants hold, over a history in which something happened. Prints the figures."""
    assert history.journals, "nobody read"
    assert any(op.outcome == "ok" for op in history.operations), "nothing was acknowledged"
    violations = check(history)
    assert not violations, f"{len(violations)} violations:\n" + "\n".join(violations[:20])
    outcomes = dict(Counter(op.outcome for op in history.operations))
    print(f"\n{outcomes}, {len(history.journals)} readers, {len(history.glances)} glances. {figures(history)}")
    return figures(history)


def check(history: History) -> list[str]:
    """Every violation, as `I1 …`."""
    sought = (_committed, _arrived, _true, _ordered, _same, _gone)
    return [violation for seek in sought for violation in seek(history)]


def _committed(history: History) -> Iterator[str]:
    """I1, the server's half: what was acknowledged is in the log, once; of what is unknown, all or nothing."""
    log = Counter((row.entry, row.seq) for row in history.truth.log if row.entry)
    for op in history.standing():
        if op.outcome == "ok" and op.seq and (times := log[op.entry, op.seq]) != 1:
            yield f"I1 {op.kind} of {op.entry} at {op.seq} was acknowledged, and is {times} times in the log"


def _arrived(history: History) -> Iterator[str]:
    """I1, the readers' half: each shows each entry of its window as it is in the end."""
    entries = history.truth.entries
    last = {op.entry: op for op in history.standing() if op.outcome == "ok" and op.seq}
    for entry, op in last.items():
        if entry not in entries or entries[entry].seq < op.seq:
            yield f"I1 {entry} was acknowledged at {op.seq}, and is not there"
    for journal in history.journals:
        for entry, true in entries.items():
            shown = journal.shown.get(entry)
            if true.sort >= journal.lower and (not shown or shown.seq < true.seq or shown.words != _set(true.words)):
                yield f"I1 {journal.name} shows {shown} of {entry}, which is {true}"


def _set(words: str) -> frozenset[str]:
    return frozenset({words} - {""})


def _true(history: History) -> Iterator[str]:
    """I2: what is shown was said by somebody, not refused, and not before they began to say it."""
    said = {op.words: op for op in history.operations if op.outcome != "fail" and op.kind in ("publish", "amend")}
    for name, heard in [*((j.name, heard) for j in history.journals for heard in j.heard),
                        *(("a newcomer", heard) for heard in history.glances)]:  # fmt: skip
        for words in heard.words:
            if words not in said or heard.at < said[words].began:
                yield f"I2 {name} was shown {words} by {heard.door}, which nobody had said"
    for entry, true in history.truth.entries.items():
        if true.words and true.words not in said:
            yield f"I2 {entry} says {true.words} in the database, which nobody had said"
    for journal in history.journals:
        for entry in journal.shown.keys() - history.truth.entries.keys():
            yield f"I2 {journal.name} shows {entry}, which is not there"


def _ordered(history: History) -> Iterator[str]:
    """I3: the log counts without a gap; a cursor rises strictly, but for a reset."""
    numbers = [row.seq for row in history.truth.log]
    if numbers != list(range(1, history.truth.head + 1)):
        yield f"I3 the log has {len(numbers)} rows up to {numbers[-1:]}, and its head is {history.truth.head}"
    for journal in history.journals:
        for (*run, before), (*same, after) in pairwise(journal.labels):
            if run == same and after <= before:
                yield f"I3 {journal.name} went from {before} to {after}"


def _same(history: History) -> Iterator[str]:
    """I4."""
    for journal in history.journals:
        if not journal.face or journal.face != journal.fresh:
            yield f"I4 {journal.name} does not show what a fresh page shows"


def _gone(history: History) -> Iterator[str]:
    """I5, over all that was asked for after a withdrawal and came before its entry was restored again."""
    answers = [*history.glances, *(heard for journal in history.journals for heard in journal.heard)]
    for op in history.operations:
        if op.kind != "withdraw" or op.outcome != "ok":
            continue
        until = _restored(history, op)
        for heard in answers:
            since = op.ended + (history.bites if heard.door in REMEMBERED else 0)
            if heard.asked >= since and heard.at < until and heard.words & op.taken:
                yield f"I5 {op.entry} was withdrawn, and {heard.door} told it {heard.asked - op.ended:.3f} s later"


def _restored(history: History, withdrawal: Operation) -> float:
    later = [op.began for op in history.operations
             if op.kind == "restore" and op.entry == withdrawal.entry and op.began >= withdrawal.ended]  # fmt: skip
    return min([*later, *([history.restored] if history.restored else [])], default=math.inf)


def figures(history: History) -> Figures:
    """I6, for the readers who were there when the call was made."""
    took = sorted(_latencies(history)) or [math.nan]
    return Figures(len(took), took[len(took) // 2], took[len(took) * 99 // 100], took[-1])


def _latencies(history: History) -> Iterator[float]:
    first = [(journal, _first_times(journal)) for journal in history.journals]
    for op in history.operations:
        if op.outcome == "ok" and op.kind in ("publish", "amend"):
            yield from (times[op.words] - op.began for journal, times in first
                        if journal.opened <= op.began and op.words in times)  # fmt: skip


def _first_times(journal: Journal) -> dict[str, float]:
    times: dict[str, float] = {}
    for heard in journal.heard:
        for words in heard.words:
            times.setdefault(words, heard.at)
    return times
