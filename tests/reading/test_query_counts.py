"""How often the database is asked: as often in a column of ten entries as in one of a thousand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import withdraw_entry

Fill = Callable[..., list[Entry]]


def queries(act: Callable[[], Any]) -> int:
    """How often `act` asks the database, and what."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def fetch(client: Client, post: Post) -> Callable[[], None]:
    """Asks for a post's page, which must be there."""
    def act() -> None:
        assert client.get(post.get_absolute_url()).status_code == 200

    return act


def test_the_page_of_a_post_takes_few_queries_cold_and_hardly_any_warm(
    client: Client, live_post: Post, fill: Fill, signatures: tuple[Signature, ...]
) -> None:
    fill(50, bylines=signatures)
    fill(3, pinned=True, key_event=True, bylines=signatures)
    assert queries(fetch(client, live_post)) <= 25
    assert queries(fetch(client, live_post)) <= 4
    cache.clear()
    tag = client.get(live_post.get_absolute_url()).headers["ETag"]
    again = CaptureQueriesContext(connection)
    with again:
        assert client.get(live_post.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304
    assert len(again) == 2  # where the column stands, and whether the site is lite


def test_a_page_asks_as_often_at_a_thousand_entries_as_at_ten(
    client: Client, live_post: Post, fill: Fill, signatures: tuple[Signature, ...]
) -> None:
    fill(10, bylines=signatures)
    few = queries(fetch(client, live_post))
    fill(990, bylines=signatures)
    assert queries(fetch(client, live_post)) == few


@pytest.mark.parametrize("verb", ["publish", "amend", "withdraw"])
def test_a_verb_asks_as_often_at_a_thousand_entries_as_at_ten(
    live_post: Post, fill: Fill, signatures: tuple[Signature, ...], alice: User, verb: str
) -> None:
    (few, *_), post = fill(10), live_post
    text = EntryText("Words", "<p>More</p>", bylines=signatures)
    acts: dict[str, Callable[[Entry], Any]] = {
        "publish": lambda first: publish_entry(by=alice, post=post, text=text, pinned=True),
        "amend": lambda entry: amend_entry(by=alice, entry=entry, text=text, revision=1),
        "withdraw": lambda entry: withdraw_entry(by=alice, entry=entry, reason="Wrong"),
    }
    at_ten = queries(lambda: acts[verb](few))
    (many, *_) = fill(990)
    assert queries(lambda: acts[verb](many)) == at_ten


def test_the_front_page_asks_the_same_whatever_is_in_its_columns(client: Client, live_post: Post, fill: Fill) -> None:
    fill(10)
    few = queries(lambda: client.get("/"))
    fill(200)
    assert queries(lambda: client.get("/")) == few
