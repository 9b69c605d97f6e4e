"""How many acts a second eight editors can do at once, on a PostgreSQL that writes as it does in earnest (fsync)."""

from __future__ import annotations

import datetime
import os
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.bench import scratch
from tests.bench.fanout.processes import busy
from tests.bench.fanout.program import Program
from tests.bench.figures import at_least, fact, figure, title
from tests.programs import postgres_folders, redis_programs
from tests.services import postgres, redis

if TYPE_CHECKING:
    from columns.models import Post

EDITORS, SECONDS = 8, 10
LEAST = {"append": 1000, "publish": 300}
WHAT = {"append": "append() alone", "publish": "publish_entry()"}


def main() -> None:
    """All in one column, where they wait for each other; then each in one of its own."""
    with ExitStack() as stack:
        os.environ["DATABASE_URL"] = stack.enter_context(postgres(postgres_folders(), durable=True))
        os.environ["REDIS_URL"] = stack.enter_context(redis(redis_programs()))
        scratch.begin()
        title(f"{EDITORS} editors in one column, on PostgreSQL with fsync")
        _fsync()
        _measure([_open_post("one")] * EDITORS, LEAST)
        title(f"{EDITORS} editors, each in a column of its own")
        _measure([_open_post(f"own-{number}") for number in range(EDITORS)], {})


def _open_post(slug: str) -> Post:
    from columns.publishing.columns import create_column
    from columns.publishing.posts import create_post, open_post
    from columns.publishing.texts import PostText

    column = create_column(by=None, slug=slug, title=f"Column {slug}")
    day = datetime.date(2015, 10, 7)
    post = create_post(by=None, column=column, date=day, slug="the-post", text=PostText("The post"))
    return open_post(by=None, post=post)


def _measure(posts: list[Post], least: dict[str, int]) -> None:
    with ExitStack() as stack:
        command = [sys.executable, "-m", "tests.bench.editor"]
        editors = [stack.enter_context(Program([*command, post.pk])) for post in posts]
        for editor in editors:
            editor.hear("ready")
        before, acts = _changes(posts), 0
        for name, what in WHAT.items():
            began, worked = time.monotonic(), busy([os.getpid()])
            for editor in editors:
                editor.say(f"{name} {time.monotonic_ns() + SECONDS * 10**9}")
            done = [int(editor.hear("did")) for editor in editors]
            took = time.monotonic() - began
            acts += sum(done)
            if name in least:
                at_least(what, sum(done) / took, least[name], "a second")
            else:
                fact(what, sum(done) / took, "a second")
            fact("  the slowest editor did, of what the fastest did", 100 * min(done) / max(done), "%")
            fact("  processors at work, PostgreSQL's included", (busy([os.getpid()]) - worked) / took)
    figure("acts that the log lacks", abs(_changes(posts) - before - acts), 0)
    figure("gaps in its numbers", _gaps(posts), 0)


def _changes(posts: list[Post]) -> int:
    from columns.models import Change

    return Change.objects.filter(column__in={post.column_id for post in posts}).count()


def _gaps(posts: list[Post]) -> int:
    """How many numbers up to the head of each column were given to no change, or to two."""
    from columns.models import Change, Column

    gaps = 0
    for column in Column.objects.filter(pk__in={post.column_id for post in posts}):
        numbers = list(Change.objects.filter(column=column).order_by("seq").values_list("seq", flat=True))
        whole = range(1, column.head_seq + 1)
        gaps += len(set(whole) ^ set(numbers)) + len(numbers) - len(set(numbers))
    return gaps


def _fsync() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == ("on",)


if __name__ == "__main__":
    main()
