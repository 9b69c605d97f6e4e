"""Commits: when the transaction of each number of the log was committed, as the publishing process saw it."""

from __future__ import annotations

import time

from columns.changes import log

_committed: dict[int, int] = {}


def note_commits() -> dict[int, int]:
    """From now on, CLOCK_MONOTONIC in nanoseconds by number. The bell is the first thing after a commit: noted then."""
    ring = log.ring

    def noting(column_id: int, seq: int) -> None:
        _committed[seq] = time.monotonic_ns()
        ring(column_id, seq)

    log.ring = noting
    return _committed
