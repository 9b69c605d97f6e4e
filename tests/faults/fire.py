"""Fire: while something goes on, workers are killed one after the other, and Redis is stopped and started."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from .platforms import Grown
from .programs import wait_for

#: When Redis is stopped, as shares of the whole time, and for how many seconds at most.
REDIS_AT, REDIS_AWAY = (1 / 3, 2 / 3), 5.0

Act = tuple[float, str, Callable[[], object]]


def fire(grown: Grown, lasts: float, between: float, watch: Callable[[float], object]) -> dict[str, int]:
    """Kill a worker every `between` seconds, for about so long, and stop Redis twice: how often each was done.

    Time goes by in `watch`. It is this thread that starts Redis: a program of ours goes when the thread does.
    """
    begun = time.monotonic()
    acts = sorted(_acts(grown, lasts, between), key=lambda act: act[0])
    for due, what, act in acts:
        watch(max(0.0, begun + due - time.monotonic()))
        act()
        print(f"  {time.monotonic() - begun:6.1f} s  {what}", flush=True)
    done = [what for _, what, _ in acts]
    return {what: done.count(what) for what in dict.fromkeys(done)}


def _acts(grown: Grown, lasts: float, between: float) -> Iterator[Act]:
    """What is to be done, each with when."""
    for number in range(1, int(lasts / between) + 1):
        yield number * between, "a worker is killed", lambda: _kill_one(grown)
    for share in REDIS_AT:
        yield share * lasts, "Redis is stopped", grown.redis.end
        yield share * lasts + min(REDIS_AWAY, lasts / 6), "Redis is started", grown.redis.start


def _kill_one(grown: Grown) -> None:
    """The one that has served for longest: so they take turns, and it is the one to which the readers have fled."""
    server = grown.server
    wait_for(lambda: len(server.processes()) >= server.workers, lambda: "nobody came in place of the last one killed")
    min(server.processes(), key=lambda worker: worker.create_time()).kill()
