"""Processes under measurement: on which core each runs, what it takes of the processor, and what it holds."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_AT_HAND = sorted(os.sched_getaffinity(0))
#: The server has a core for itself; everybody else shares the rest. (On a machine of one core there is no rest.)
SERVERS_CORE = {_AT_HAND[0]}
OTHER_CORES = set(_AT_HAND[1:]) or SERVERS_CORE
#: Linux's number of the clock of a whole process: the complement of its id, shifted, and CPUCLOCK_SCHED.
_CPUCLOCK_SCHED = 2


def pin(core: set[int], pid: int = 0) -> None:
    """Keep a process on a core, with what it starts from now on; without `pid` this one."""
    os.sched_setaffinity(pid, core)


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from tree(int(child))


def below_us(name: str) -> list[int]:
    """The processes of a program that this one has started, in whatever generation."""
    return [pid for pid in tree(os.getpid()) if Path(f"/proc/{pid}/comm").read_text().strip() == name]


def busy(roots: Iterable[int]) -> float:
    """Seconds of processor that some processes have taken, with all that are now below them."""
    pids = {pid for root in roots for pid in tree(root)}
    return sum(time.clock_gettime(~pid << 3 | _CPUCLOCK_SCHED) for pid in pids)


def held(roots: Iterable[int]) -> float:
    """KiB of memory that they hold: what they share is divided among those who share it (PSS)."""
    return sum(_pss(pid) for root in roots for pid in tree(root))


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
