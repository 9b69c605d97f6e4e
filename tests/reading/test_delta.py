"""Deltas: what pages are told of each thing that moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User

from columns.changes.after import after
from columns.models import Column, Entry, Post
from columns.publishing.marks import pin_entry, unpin_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import PostText
from columns.publishing.withdrawals import withdraw_entry
from columns.reading.delta import HEAVY, NEAR, changes
from columns.reading.place import Place

from .conftest import MORNING

Publish = Callable[..., Entry]


def told(column: Column, start: int = 0, known: int | None = None) -> list[dict[str, Any]]:
    """What pages at `start` are told, whose numbers must rise. (As if they had known all entries up to `known`.)"""
    column = Column.objects.get(pk=column.pk)
    since = start if known is None else known
    numbered = changes(column, after(column.pk, start, column.head_seq), since)
    assert [number for number, _ in numbered] == sorted({number for number, _ in numbered})
    return [change for _, change in numbered]


def test_an_entry_is_told_with_its_place_and_what_it_shows(column: Column, publish: Publish) -> None:
    start = column.head_seq
    entry = publish("A headline", key_event=True)
    change = next(each for each in told(column, start) if each["op"] == "entry")
    assert (change["id"], change["post"], change["seq"]) == (entry.pk, entry.post_id, entry.seq)
    assert (change["sort"], change["key"]) == (str(Place.of(entry)), True)
    assert "A headline" in change["html"]


def test_each_thing_is_told_once_as_it_is_now(column: Column, publish: Publish, alice: User) -> None:
    entry = publish("A headline")
    start = entry.seq or 0
    for act in (pin_entry, unpin_entry, pin_entry):
        act(by=alice, entry=entry)
    withdraw_entry(by=alice, entry=entry, reason="It was wrong")
    gone, post = told(column, start)
    assert (gone["op"], gone["id"]) == ("gone", entry.pk)
    assert "It was wrong" in gone["html"]
    assert "A headline" not in gone["html"]
    assert (post["op"], post["post"]) == ("post", entry.post_id)
    assert "A headline" not in "".join(post["html"].values())


def test_what_is_heavy_or_far_down_travels_without_its_html(
    column: Column, publish: Publish, fill: Callable[..., list[Entry]]
) -> None:
    entries = fill(NEAR)
    heavy = publish("Long", f"<p>{'word ' * (HEAVY // 5)}</p>")
    html = {each["id"]: each["html"] for each in told(column, known=heavy.seq or 0) if each["op"] == "entry"}
    assert html[heavy.pk] is None
    assert html[entries[0].pk] is None
    assert html[entries[1].pk]


def test_what_is_new_travels_with_its_html_however_much_has_come_since(
    column: Column, live_post: Post, fill: Callable[..., list[Entry]]
) -> None:
    fill(NEAR + 5)
    assert all(change["html"] for change in told(column) if change["op"] == "entry")


def test_a_post_and_a_column_are_told_as_regions(column: Column, live_post: Post) -> None:
    post, about = told(column)
    assert (post["op"], post["state"], post["title"]) == ("post", "live", live_post.title)
    assert set(post["html"]) == {"head", "standing", "pinned", "key-events", "chain", "crumb"}
    assert (about["op"], set(about["html"])) == ("column", {"masthead", "posts"})


def test_two_posts_name_each_other_in_their_chains(column: Column, live_post: Post, alice: User) -> None:
    text = PostText("The second week")
    start = Column.objects.get(pk=column.pk).head_seq
    post = create_post(by=alice, column=column, date=MORNING.date(), slug="next", text=text)
    open_post(by=alice, post=post)
    chains = {each["post"]: each["html"]["chain"] for each in told(column, start) if each["op"] == "post"}
    assert "The first week" in chains[post.pk]
    assert "The second week" in chains[live_post.pk]
