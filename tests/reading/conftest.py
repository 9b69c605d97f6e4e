"""The places of the tests of answers: a post with as many entries as wanted, as verbs would have left them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from columns.changes.log import WHOLESALE, Move, append
from columns.models import Author, Byline, Entry, Post
from columns.publishing.columns import create_column
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import PostText, Signature

MORNING = datetime(2015, 10, 7, 3, 0, tzinfo=UTC)


@pytest.fixture
def fill(live_post: Post) -> Callable[..., list[Entry]]:
    """Publishes many entries at once, one a minute: `fill(130)`; with `every=0` all at the same time.

    Not by the verb, which takes its time over each; the log is told in the same way.
    """

    def fill(
        count: int, *, post: Post = live_post, every: int = 60, after: timedelta = timedelta(),
        bylines: tuple[Signature, ...] = (), **marks: bool,
    ) -> list[Entry]:
        entries = [
            Entry(
                column=post.column, post=post, headline=f"Entry {n}", body=f'<p dir="auto">Text {n}</p>',
                display_time=MORNING + after + timedelta(seconds=every * n), published_at=MORNING,
                state=Entry.State.PUBLISHED, **marks,
            )
            for n in range(count)
        ]
        with transaction.atomic():
            Entry.objects.bulk_create(entries)
            Byline.objects.bulk_create(
                Byline(entry=entry, author=signature.author, position=position)
                for entry in entries
                for position, signature in enumerate(bylines)
            )
            for start in range(0, count, WHOLESALE):
                append(post.column, [Move("publish", post, entry) for entry in entries[start : start + WHOLESALE]])
        return entries

    return fill


@pytest.fixture
def elsewhere(alice: User) -> Post:
    """A live post of another column."""
    other = create_column(by=alice, slug="tahrir", title="Tahrir")
    post = create_post(by=alice, column=other, date=MORNING.date(), slug="a-day", text=PostText("A day"))
    return open_post(by=alice, post=post)


@pytest.fixture
def signatures(db: None) -> tuple[Signature, ...]:
    """Three names, to stand under entries."""
    names = ["Lina Haddad", "Omar Said", "Ruth Weiss"]
    return tuple(Signature(Author.objects.create(name=name, slug=f"author-{n}")) for n, name in enumerate(names))
