"""A timeline replayed into thousands of readers while workers are killed and Redis goes away; all must converge.

    python -m tests.faults.under_fire --file PATH [--readers 5000] [--speed 1200] [--seconds-between-kills 20] …

The file is a JSON list of {source, date, text}, as for `manage.py replay`. Of the readers half follow by events and
half by WebSocket, in C; beside them a dozen keep journals for the checker, and some pages are open in Chromium. The
exit code is 1 if anything was lost or doubled, if anybody did not get to the head, or if a page or the checker found
anything wrong.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.bench.figures import at_least, fact, figure, title

from .checker import Figures, check, figures
from .editors import Editor
from .fire import fire
from .history import History
from .masses import Masses, masses
from .platforms import grown_platform
from .replaying import Timeline, published, replaying
from .scene import Scene

#: How many readers of each of the three kinds keep a journal.
JOURNALS = 4

#: A figure, and what it must be.
Required = dict[str, tuple[int, int]]


def main() -> int:
    """Set the stage, open fire, and count when all is quiet."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that all that was started is taken down then too
    os.environ["DJANGO_SETTINGS_MODULE"] = "liveblog.settings"
    django.setup()
    from .watching import watching

    title(f"{options.file.name} at {options.speed:g}× into {options.readers} readers, under fire")
    with TemporaryDirectory() as folder, grown_platform(READERS_PER_ADDRESS="0") as grown:
        timeline = Timeline.of(options.file, Path(folder))
        editor = Editor("the editor", grown.server.environment, History())
        with (
            Scene(grown.server, editor, newcomers=False) as scene,
            masses(grown.server.port, scene.slug, editor.truth(), options.readers, options.away) as crowd,
            watching(f"http://{grown.server.host}:{grown.server.port}/{scene.slug}/", options.pages) as watched,
        ):
            scene.seat(JOURNALS)
            begun = time.monotonic()
            with replaying(timeline, scene.slug, options.speed, grown.server.environment) as replay:
                done = fire(grown, timeline.span / options.speed, options.seconds_between_kills, watched.watch)
                while replay.poll() is None:
                    watched.watch(0.1)
            fact("the replay took", time.monotonic() - begun, "s")
            scene.history.operations += published(grown.postgres)
            required = _of_replay(scene.history, timeline, replay.returncode)
            required |= _of_masses(crowd, scene.editor.truth().head, len(timeline.words))
            required |= _of_journals(scene)
            required["pages that differ from a fresh one"] = _none(watched.differing(len(timeline.words)))
            required["complaints of pages, but for cut connections"] = _none(watched.errors())
        editor.close()
    for what, times in done.items():
        fact(what, times, "times")
    for what, (value, wanted) in required.items():
        at_least(what, value, wanted) if wanted else figure(what, value, 0)
    return int(any(value != wanted for value, wanted in required.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.under_fire")
    parser.add_argument("--file", type=Path, required=True, help="the timeline")
    parser.add_argument("--readers", type=int, default=5000)
    parser.add_argument("--speed", type=float, default=1200, help="how many times faster than the dates")
    parser.add_argument("--pages", type=int, default=3, help="those in Chromium")
    parser.add_argument("--seconds-between-kills", type=float, default=20)
    parser.add_argument("--away", type=float, default=16, help="within how many seconds who is cut off comes back")
    return parser.parse_args()


def _of_replay(history: History, timeline: Timeline, code: int) -> Required:
    """Whether the log has what the file has, in its order, and nothing else."""
    if code or [op.words for op in history.operations] != timeline.words:
        print(timeline.log.read_text()[-3000:])
        return {"published as the file has it": (0, len(timeline.words))}
    return {"published as the file has it": (len(history.operations), len(timeline.words))}


def _of_masses(crowd: Masses, head: int, updates: int) -> Required:
    """Whether all readers in C got everything, once."""
    arrived = crowd.arrived(head)
    heard = crowd.totals()
    fact("connections that were cut off and begun again", heard["reconnects"])
    fact("the slowest return", heard["slowest_return"] / 1e9, "s")
    what = {"deltas heard again": "repeats", "gaps": "gaps", "resets": "resets", "what is no message": "nonsense"}
    return {
        "readers at the head": (arrived, heard["readers"]),
        "updates lost": (crowd.lost(updates), 0),
        "updates doubled": (heard["doubled"], 0),
        **{text: (heard[name], 0) for text, name in what.items()},
    }


def _of_journals(scene: Scene) -> Required:
    """Whether every invariant holds; and how long it took to those who keep journals."""
    try:
        scene.settle()
    except AssertionError as broken:
        print(broken)
    _tell("to those who keep journals", figures(scene.history))
    for door in ("events", "socket", "poll"):
        journals = [journal for journal in scene.history.journals if journal.name.endswith(door)]
        _tell(f"by {door}", figures(replace(scene.history, journals=journals)))
    return {"violations that the checker found": (len(check(scene.history)), 0)}


def _tell(whom: str, found: Figures) -> None:
    fact(f"from the call {whom}: p50", 1000 * found.p50, "ms")
    fact(f"from the call {whom}: p99", 1000 * found.p99, "ms")


def _none(complaints: list[str]) -> tuple[int, int]:
    """There are to be none; those that there are, are printed."""
    for complaint in complaints:
        print(" ", complaint)
    return len(complaints), 0


if __name__ == "__main__":
    sys.exit(main())
