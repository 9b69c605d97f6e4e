"""Replaying: a timeline file published by `manage.py replay` in a process of its own, and what the log says of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from .history import Operation, new_words, words_in
from .programs import Postgres

LOG = """
SELECT entry.id, revision.number, change.seq, extract(epoch FROM entry.published_at)::float,
       extract(epoch FROM change.at)::float, revision.headline || ' ' || revision.body
FROM columns_change change
JOIN columns_entry entry ON entry.id = change.entry_id
JOIN columns_revision revision ON revision.id = change.revision_id
WHERE change.op = 'publish' ORDER BY change.seq
"""


@dataclass(frozen=True)
class Timeline:
    """A copy of a timeline file in which each text ends in two words: one for the checker, one for readers in C."""

    path: Path
    #: The checker's words, in the order of publication.
    words: list[str]
    #: Seconds from the first date to the last.
    span: float

    @property
    def log(self) -> Path:
        """What the replay says."""
        return self.path.with_suffix(".log")

    @classmethod
    def of(cls, file: Path, folder: Path) -> Timeline:
        """Make the copy; nothing else in it is different."""
        items = sorted(json.loads(file.read_text(encoding="utf-8-sig")), key=_date)
        words = [new_words(file.name, str(number)) for number in range(1, len(items) + 1)]
        for number, (item, said) in enumerate(zip(items, words, strict=True), 1):
            item["text"] += f"\n\n{said} @@{number}:0@@"
        copy = folder / "timeline.json"
        copy.write_text(json.dumps(items))
        return cls(copy, words, (_date(items[-1]) - _date(items[0])).total_seconds())


def _date(item: dict[str, str]) -> datetime:
    return datetime.fromisoformat(item["date"])


@contextmanager
def replaying(
    timeline: Timeline, slug: str, speed: float, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """The process that replays a timeline into a column, for the time of a `with`."""
    command = [sys.executable, "manage.py", "replay", str(timeline.path), "--column", slug, "--speed", str(speed)]
    with (
        timeline.log.open("wb") as log,
        subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def published(postgres: Postgres) -> list[Operation]:
    """What a replay that has ended without a refusal was told is published: every row of the log that says so.

    Each began when the verb looked at the clock, before anything was written. That clock is not the one by which the
    readers go: both are read now, so it is not to have been set meanwhile.
    """
    shift = time.monotonic() - time.time()
    with psycopg.connect(host=str(postgres.home), user="postgres", dbname="postgres") as connection:
        rows = connection.execute(LOG).fetchall()
    return [
        Operation("publish", "ok", began + shift, ended + shift, entry, number, seq, " ".join(words_in(text)))
        for entry, number, seq, began, ended, text in rows
    ]
