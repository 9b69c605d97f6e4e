"""The places of the tests of verbs; after each of them every log is looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.authors import create_author
from columns.publishing.entries import publish_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText

from .log import assert_whole


@pytest.fixture(autouse=True)
def _every_log_is_whole(db: None) -> Iterator[None]:
    yield
    for column in Column.objects.all():
        assert_whole(column)


@pytest.fixture
def write(live_post: Post, alice: User) -> Callable[..., Entry]:
    """Publishes an entry as Alice: `write("headline", continues=first)`; what it does not know goes to the verb."""

    def write(headline: str, *, post: Post = live_post, **more: Any) -> Entry:
        names = ("body", "continues", "display_time", "bylines", "relations", "tags", "event_time", "event_zone")
        words = {name: more.pop(name) for name in names if name in more}
        return publish_entry(by=alice, post=post, text=EntryText(headline, **words), **more)

    return write


@pytest.fixture
def entry(write: Callable[..., Entry]) -> Entry:
    """A published entry."""
    return write("Cruise missiles launched from the Caspian", body="<p>Twenty-six of them.</p>")


@pytest.fixture
def draft_post(column: Column, alice: User) -> Callable[..., Post]:
    """Makes a post that nobody has opened: `draft_post(8, standing="…")` for the 8th of October."""

    def draft_post(day: int, slug: str = "", **words: Any) -> Post:
        date = datetime.date(2015, 10, day)
        text = PostText(**{"title": f"The {day}th", **words})
        return create_post(by=alice, column=column, date=date, slug=slug or f"day-{day}", text=text)

    return draft_post


@pytest.fixture
def open_day(draft_post: Callable[..., Post], alice: User) -> Callable[..., Post]:
    """Makes a post and opens it."""
    return lambda day, slug="", **words: open_post(by=alice, post=draft_post(day, slug, **words))


@pytest.fixture
def elsewhere(alice: User) -> Post:
    """A live post of another column."""
    from columns.publishing.columns import create_column

    other = create_column(by=alice, slug="tahrir", title="Tahrir")
    post = create_post(by=alice, column=other, date=datetime.date(2011, 1, 25), slug="a-day", text=PostText("A day"))
    return open_post(by=alice, post=post)


@pytest.fixture
def author(alice: User) -> Any:
    """Somebody who signs."""
    return create_author(by=alice, name="Lina Haddad")
