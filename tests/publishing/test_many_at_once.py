"""Eight editors at once with every kind of act, while a reader follows the log."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from columns.changes.after import after
from columns.models import Author, Change, Column, Entry, Post
from columns.publishing.authors import rename_author
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.marks import mark_key_event, pin_entry, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import amend_post, close_post, open_post
from columns.publishing.texts import EntryText, PostText, Related, Signature
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from columns.reading.fragments import fragments_of

from .at_once import at_once
from .log import head, rows

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS, ROUNDS = 8, 2


class Desk:
    """An editor who does this and that, each time as any editor could; what is refused is refused."""

    def __init__(self, number: int, by: User, posts: list[Post], authors: list[Author]) -> None:
        self.by, self.posts, self.authors = by, posts, authors
        self.dice = random.Random(number)

    def work(self) -> int:
        """Do all acts; how many of them were possible. Anything but a refusal is a failure."""
        done = 0
        acts = [self.publish, self.publish, self.follow_up, self.relate, self.relate, self.amend, self.amend]
        acts += [self.mark, self.withdraw, self.restore, self.move, self.draft, self.rename, self.turn, self.retitle]
        for act in self.dice.sample(acts * ROUNDS, len(acts) * ROUNDS):
            try:
                act()
                done += 1
            except Refused:
                continue
        return done

    def some(self) -> Entry:
        """Any entry, or a refusal while there is none."""
        if not (keys := list(Entry.objects.public().values_list("pk", flat=True))):
            raise Refused("nothing yet")
        return Entry.objects.get(pk=self.dice.choice(sorted(keys)))

    def text(self, **more: Any) -> EntryText:
        """Words, signed by somebody."""
        signed = tuple(Signature(author) for author in self.dice.sample(self.authors, 2))
        return EntryText(f"Headline {self.dice.random()}", "<p>Words</p>", bylines=signed, **more)

    def publish(self) -> None:
        marks = {"pinned": self.dice.random() < 0.2, "key_event": self.dice.random() < 0.2}
        post = self.dice.choice(self.posts)
        publish_entry(by=self.by, post=post, text=self.text(), submit_id=uuid.uuid4(), **marks)

    def follow_up(self) -> None:
        publish_entry(by=self.by, post=self.dice.choice(self.posts), text=self.text(continues=self.some()))

    def relate(self) -> None:
        """A new entry points at earlier ones, or one that is there does, at others than before."""
        chosen = {self.some() for _ in range(3)}
        relations = tuple(Related(each, self.dice.choice(["updates", "contradicts"])) for each in chosen)
        if self.dice.random() < 0.5:
            publish_entry(by=self.by, post=self.dice.choice(self.posts), text=self.text(relations=relations))
            return
        entry = self.some()
        text = replace(EntryText.of(entry), relations=relations)
        amend_entry(by=self.by, entry=entry, text=text, revision=entry.revision)

    def amend(self) -> None:
        entry = self.some()
        words = self.dice.choice([{"headline": f"Amended {self.dice.random()}"}, {"continues": self.some()}])
        text = replace(EntryText.of(entry), **words)
        amend_entry(by=self.by, entry=entry, text=text, revision=entry.revision)

    def mark(self) -> None:
        self.dice.choice([pin_entry, unpin_entry, mark_key_event])(by=self.by, entry=self.some())

    def withdraw(self) -> None:
        withdraw_entry(by=self.by, entry=self.some(), reason="Wrong")

    def restore(self) -> None:
        restore_entry(by=self.by, entry=self.some())

    def move(self) -> None:
        move_entry(by=self.by, entry=self.some(), post=self.dice.choice(self.posts))

    def draft(self) -> None:
        post = self.dice.choice(self.posts)
        draft = save_draft(by=self.by, post=post, text=self.text())
        publish_entry(by=self.by, post=post, text=self.text(), entry=draft, revision=draft.revision)

    def rename(self) -> None:
        author = Author.objects.get(pk=self.dice.choice(self.authors).pk)
        rename_author(by=self.by, author=author, name=f"Name {self.dice.random()}", revision=author.revision)

    def turn(self) -> None:
        self.dice.choice([close_post, open_post, open_post])(by=self.by, post=self.dice.choice(self.posts))

    def retitle(self) -> None:
        post = Post.objects.get(pk=self.dice.choice(self.posts).pk)
        amend_post(by=self.by, post=post, text=PostText(f"Title {self.dice.random()}"), revision=post.revision)


class Reader:
    """Asks the log what moved after the last number it knows, and renders it, until everybody has gone home."""

    def __init__(self, column: Column) -> None:
        self.column, self.seen, self.told = column, 0, list[int]()
        self.shown: dict[str, Any] = {}
        self.last = threading.Event()

    def read(self) -> None:
        """Once more after the last act."""
        while True:
            going_home = self.last.is_set()
            column = Column.objects.get(pk=self.column.pk)
            numbers = Change.objects.filter(column=column, seq__gt=self.seen, seq__lte=column.head_seq)
            self.told += numbers.order_by("seq").values_list("seq", flat=True)
            ids = [moved.entry for moved in after(column.pk, self.seen, column.head_seq) if moved.entry]
            labels = list(Entry.objects.filter(pk__in=ids).values_list("pk", "seq"))
            self.shown |= {fragment.id: fragment for fragment in fragments_of(column, labels)}
            self.seen = column.head_seq
            if going_home:
                return


def test_the_log_tells_a_reader_everything_once_and_in_order(
    column: Column, live_post: Post, open_day: Callable[..., Post], write: Callable[..., Entry], alice: User
) -> None:
    for n in range(12):
        write(f"Entry {n}")
    posts = [live_post, open_day(8), open_day(9)]
    authors = [Author.objects.create(name=f"Author {n}", slug=f"author-{n}") for n in range(4)]
    desks = [Desk(number, alice, posts, authors) for number in range(EDITORS)]
    reader, at_work = Reader(column), threading.Semaphore(0)

    def work(desk: Desk) -> int:
        try:
            return desk.work()
        finally:
            at_work.release()

    def call_it_a_day() -> None:
        for _ in desks:
            at_work.acquire()
        reader.last.set()

    *done, _, read = at_once(*(partial(work, desk) for desk in desks), call_it_a_day, reader.read)
    assert read is None, read
    assert all(isinstance(count, int) for count in done), done
    assert sum(done) > 10 * ROUNDS
    assert reader.told == list(range(1, head(column) + 1))
    assert {op for op, _ in rows(column)} >= {"publish", "amend", "withdraw", "move", "open", "rename", "follow"}

    cache.clear()
    column.refresh_from_db()
    fresh = fragments_of(column, list(Entry.objects.public().values_list("pk", "seq")))
    assert {fragment.id: fragment for fragment in fresh} == reader.shown
    assert not Entry.objects.filter(continues__continues__isnull=False).exists()
