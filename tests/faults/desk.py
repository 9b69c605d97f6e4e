"""The desk: the program in which one editor acts: `python -m tests.faults.desk NAME`. `editors.py` tells it what to do.

It reads one request a line, `["name of a method", {arguments}]`, and writes a line for each thing it has to say:
`["begun", record]` and `["ended", record]` for each act, then `["answer", …]`.
"""

from __future__ import annotations

import datetime
import json
import os
import select
import sys
import time
from typing import Any

import django


class Desk:
    """One editor. Each public method is a request, and returns its answer."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._acts: Any = None
        self._requests = os.fdopen(os.dup(0), "rb", buffering=0)  # unbuffered: `select` is to know of each line

    def serve(self) -> None:
        """Do what is asked for until the requests end. Nothing is kept open between them, as on the web."""
        from django.db import connections

        while line := self._requests.readline():
            name, arguments = json.loads(line)
            answer = getattr(self, name)(**arguments)
            connections.close_all()
            say("answer", answer)

    def open(self, slug: str) -> list[str]:
        """Make a column with an open post, and work there: the post's id and address."""
        from columns.publishing.columns import create_column
        from columns.publishing.posts import create_post, open_post
        from columns.publishing.texts import PostText

        column = create_column(by=None, slug=slug, title=f"Column {slug}", time_zone="Asia/Damascus")
        text = PostText(title="The first week", standfirst="What is known so far.")
        post = create_post(by=None, column=column, date=datetime.date(2015, 10, 7), slug="the-first-week", text=text)
        open_post(by=None, post=post)
        return self.join(post.pk)

    def join(self, post: str) -> list[str]:
        """Work in this post: its id and its address."""
        from columns.models import Post

        from .acts import Acts

        found = Post.objects.select_related("column").get(pk=post)
        self._acts = Acts(f"{self._name} in {post}", found, say)
        return [found.pk, found.get_absolute_url()]

    def act(self, kind: str, size: int = 0) -> dict[str, Any]:
        """One act of a kind: its record."""
        return dict(self._acts.do(kind, size=size))

    def work(self, acts: int = 0, pace: float = 0.0) -> int:
        """So many acts, or (none given) until there is another request; one every `pace` seconds. How many."""
        done = 0
        while not (acts and done >= acts):
            self._acts.any()
            done += 1
            if self._is_asked(pace) and not acts:
                break
        return done

    def hold(self, early: bool) -> dict[str, Any]:
        """Publish in a transaction that stays open until there is another request: the record.

        `early`: it is opened before, and publishes when it is asked on; else it has published and is asked to commit.
        """
        from django.db import transaction

        with transaction.atomic():
            self.head()
            record = {} if early else dict(self._acts.do("publish"))
            say("holding", early)
            self._is_asked(None)
            record = dict(self._acts.do("publish")) if early else record
        return record

    def move_on(self, numbers: int) -> int:
        """Let the log move on by so many numbers or more, by changing a name under much that it signed: the head."""
        from columns.publishing.authors import create_author, rename_author
        from columns.publishing.texts import Signature

        author = create_author(by=None, name="Nadia", slug=f"nadia-{time.time_ns()}")
        for _ in range(25):
            self._acts.do("publish", signed=(Signature(author),))
        goal = self.head() + numbers
        while self.head() < goal:
            author = rename_author(by=None, author=author, name=f"Nadia, {self.head()}", revision=author.revision)
        return self.head()

    def now(self) -> float:
        """What time it is here."""
        return time.time()

    def head(self) -> int:
        """The column's head."""
        return int(self._column().head_seq)

    def turn(self, state: str) -> None:
        """Close or hide the column."""
        from columns.publishing.columns import change_column

        column = self._column()
        same = {name: getattr(column, name) for name in ("slug", "title", "description", "time_zone", "language")}
        change_column(by=None, column=column, revision=column.revision, state=state, **same)

    def delete(self) -> None:
        """Delete the column, as nothing of ours does: somebody with a SQLite in their hands, and no respect for it."""
        from django.db import connection

        from columns.models import AuditRecord, Change, Entry, Post
        from tests.emptying import triggers_of_sqlite

        column = self._column()
        with connection.cursor() as cursor:
            for name in triggers_of_sqlite():
                cursor.execute(f"DROP TRIGGER {name}")
        AuditRecord.objects.filter(column=column).delete()
        Change.objects.filter(column=column).delete()
        Entry.objects.filter(column=column).delete()
        Post.objects.filter(column=column).delete()
        column.delete()

    def close(self) -> None:
        """Close the post."""
        from columns.publishing.posts import close_post

        close_post(by=None, post=self._acts.post)

    def crowd(self, number: int) -> list[str]:
        """Make so many columns, and publish nothing: their addresses."""
        from columns.models import Column

        made = Column.objects.bulk_create(Column(slug=f"crowd-{n}", title=f"Column {n}") for n in range(number))
        return [column.slug for column in made]

    def stir(self, slug: str) -> int:
        """Change one of them: its head."""
        from columns.models import Column
        from columns.publishing.columns import change_column

        column = Column.objects.get(slug=slug)
        names = ("slug", "title", "description", "state", "time_zone", "language")
        same = {name: getattr(column, name) for name in names} | {"description": f"{column.head_seq} was heard."}
        return int(change_column(by=None, column=column, revision=column.revision, **same).head_seq)

    def truth(self) -> dict[str, Any]:
        """The column as the database has it."""
        from columns.models import Change, Entry
        from columns.reading.place import Place

        from .history import words_in

        column = self._column()
        log = Change.objects.filter(column=column).order_by("seq").values_list("seq", "entry_id", "revision__number")
        entries = {
            entry.pk: [
                "" if entry.is_withdrawn else " ".join(words_in(f"{entry.headline} {entry.body}")),
                entry.seq, str(Place.of(entry)),
            ]
            for entry in Entry.objects.filter(column=column).public()
        }  # fmt: skip
        rows = [[seq, entry or "", revision or 0] for seq, entry, revision in log]
        return {"epoch": str(column.epoch), "head": column.head_seq, "log": rows, "entries": entries}

    def _column(self) -> Any:
        from columns.models import Column

        return Column.objects.get(pk=self._acts.post.column_id)

    def _is_asked(self, patience: float | None) -> bool:
        """Wait for the next request, for so many seconds or as long as it takes: whether it is there."""
        return bool(select.select([self._requests], [], [], patience)[0])


def say(what: str, content: Any) -> None:
    """One line for who started us."""
    print(json.dumps([what, content]), flush=True)


if __name__ == "__main__":
    django.setup()
    Desk(sys.argv[1]).serve()
