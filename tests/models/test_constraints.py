"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from columns.models import Author, Byline, Column, Entry, Post, Revision


def refused(act: Callable[[], Any]) -> bool:
    """Whether the database says no."""
    try:
        with transaction.atomic():
            act()
    except (IntegrityError, ProtectedError):
        return True
    return False


def test_what_readers_see_has_a_time_and_a_moment_of_publication(column: Column, live_post: Post) -> None:
    now = timezone.now()
    make = Entry.objects.create
    for state in ("published", "withdrawn"):
        assert refused(lambda state=state: make(column=column, post=live_post, state=state))
        assert refused(lambda state=state: make(column=column, post=live_post, state=state, display_time=now))
    assert refused(lambda: make(column=column, post=live_post, state="draft", published_at=now))
    assert make(column=column, post=live_post, display_time=now, published_at=now, state="published")
    assert make(column=column, post=live_post)


def test_what_readers_see_of_a_column_has_been_opened(column: Column) -> None:
    day = datetime.date(2015, 10, 8)
    assert refused(lambda: Post.objects.create(column=column, date=day, slug="x", title="X", state="live"))


def test_an_address_is_that_of_one_post(live_post: Post) -> None:
    column, day, slug = live_post.column, live_post.date, live_post.slug
    assert refused(lambda: Post.objects.create(column=column, date=day, slug=slug, title="Other"))


def test_a_byline_and_a_revision_belong_to_one_thing(live_post: Post, publish: Callable[..., Entry]) -> None:
    author, entry = Author.objects.create(name="Lina", slug="lina"), publish("A headline")
    for make in (
        lambda **of: Byline.objects.create(author=author, **of),
        lambda **of: Revision.objects.create(number=7, headline="x", **of),
    ):
        assert refused(make)
        assert refused(lambda make=make: make(entry=entry, post=live_post))
        make(entry=entry)
        make(post=live_post)
        assert refused(lambda make=make: make(entry=entry))


def test_what_is_in_the_log_or_signed_cannot_be_deleted(publish: Callable[..., Entry], alice: User) -> None:
    entry = publish("A headline")
    author = Author.objects.create(name="Lina", slug="lina")
    Byline.objects.create(author=author, entry=entry)
    assert all(refused(thing.delete) for thing in (entry, entry.post, entry.column, author, alice))
