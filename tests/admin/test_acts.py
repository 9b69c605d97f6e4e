"""Acts on entries and posts: buttons on their pages and bulk actions in their lists."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from columns.models import Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText
from tests.conftest import PASSWORD

LIST = "/admin/columns/entry/"
Publish = Callable[..., Entry]


@pytest.fixture
def next_post(live_post: Post, alice: User) -> Post:
    """The post of the day after, open too."""
    post = create_post(
        by=alice, column=live_post.column, date=live_post.date + datetime.timedelta(1), slug="next",
        text=PostText("The next day"),
    )
    return open_post(by=alice, post=post)


def in_bulk(desk: Client, name: str, *entries: Entry, **said: str) -> tuple[int, list[str]]:
    response = desk.post(LIST, {"action": name, "_selected_action": [entry.pk for entry in entries], **said})
    return response.status_code, [str(message) for message in get_messages(response.wsgi_request)]


def act(desk: Client, entry: Entry, name: str, **said: str) -> Entry:
    desk.post(f"{LIST}{entry.pk}/act/{name}/", said)
    return Entry.objects.get(pk=entry.pk)


@pytest.mark.django_db
def test_each_button_does_what_it_says(desk: Client, publish: Publish) -> None:
    entry = publish("Certainly")
    assert act(desk, entry, "pin").pinned
    assert not act(desk, entry, "unpin").pinned
    assert act(desk, entry, "mark").key_event
    assert not act(desk, entry, "unmark").key_event
    assert act(desk, entry, "withdraw", reason="Mistaken").is_withdrawn
    assert not act(desk, entry, "restore").is_withdrawn


@pytest.mark.django_db
def test_the_buttons_shown_are_those_that_fit(desk: Client, publish: Publish) -> None:
    entry = publish("Certainly", pinned=True)
    page = desk.get(f"{LIST}{entry.pk}/change/").content.decode()
    shown = [name for name in ("withdraw", "restore", "pin", "unpin", "mark", "unmark", "move") if f"/{name}/" in page]
    assert shown == ["withdraw", "unpin", "mark", "move"]


@pytest.mark.django_db
def test_nothing_changes_on_a_get(desk: Client, publish: Publish) -> None:
    entry = publish("Certainly")
    before = Entry.objects.values().get()
    for name in ("publish", "pin", "mark", "restore"):
        assert desk.get(f"{LIST}{entry.pk}/act/{name}/").status_code == 405
    for name in ("withdraw", "move"):
        assert desk.get(f"{LIST}{entry.pk}/act/{name}/").status_code == 200
    assert Entry.objects.values().get() == before


@pytest.mark.django_db
def test_withdrawing_asks_for_the_public_reason(desk: Client, publish: Publish) -> None:
    entry = publish("Certainly")
    assert "Public reason" in desk.get(f"{LIST}{entry.pk}/act/withdraw/").content.decode()
    assert not act(desk, entry, "withdraw", reason=" ").is_withdrawn
    assert act(desk, entry, "withdraw", reason="Mistaken").withdrawal_reason == "Mistaken"


@pytest.mark.django_db
def test_an_entry_moves_to_another_post(desk: Client, publish: Publish, next_post: Post) -> None:
    entry = publish("Certainly")
    assert act(desk, entry, "move", post=next_post.pk).post == next_post


@pytest.mark.django_db
def test_drafts_are_published_in_bulk_and_what_cannot_be_is_named(
    desk: Client, alice: User, live_post: Post, publish: Publish
) -> None:
    drafts = [save_draft(by=alice, post=live_post, text=EntryText(headline)) for headline in ("One", "Two")]
    published = publish("Old news")
    status, said = in_bulk(desk, "publish", *drafts, published)
    assert status == 302
    assert Entry.objects.published().count() == 3
    assert any("Old news" in message and "published in the meantime" in message for message in said)
    assert any("(2)" in message for message in said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("pin", "pinned", True), ("unpin", "pinned", False), ("mark", "key_event", True), ("unmark", "key_event", False)],
)
def test_marks_are_set_in_bulk(desk: Client, publish: Publish, name: str, field: str, value: bool) -> None:
    entries = [publish(headline, pinned=not value, key_event=not value) for headline in ("One", "Two")]
    in_bulk(desk, name, *entries)
    assert [getattr(Entry.objects.get(pk=entry.pk), field) for entry in entries] == [value, value]


@pytest.mark.django_db
def test_withdrawing_in_bulk_asks_once_and_then_withdraws_all(desk: Client, publish: Publish) -> None:
    entries = [publish("One"), publish("Two")]
    status, _ = in_bulk(desk, "withdraw", *entries)
    assert status == 200
    assert Entry.objects.published().count() == 2
    in_bulk(desk, "withdraw", *entries, said="1", reason="Mistaken")
    assert {entry.withdrawal_reason for entry in Entry.objects.all()} == {"Mistaken"}
    in_bulk(desk, "restore", *entries)
    assert Entry.objects.published().count() == 2


@pytest.mark.django_db
def test_moving_in_bulk_asks_where_to(desk: Client, publish: Publish, next_post: Post) -> None:
    entries = [publish("One"), publish("Two")]
    assert in_bulk(desk, "move", *entries)[0] == 200
    in_bulk(desk, "move", *entries, said="1", post=next_post.pk)
    assert set(Entry.objects.values_list("post", flat=True)) == {next_post.pk}


@pytest.mark.django_db
def test_djangos_own_deletion_is_not_offered(desk: Client, publish: Publish) -> None:
    publish("One")
    assert "delete_selected" not in desk.get(LIST).content.decode()


@pytest.mark.django_db
def test_a_post_is_closed_and_opened_again_with_the_password(desk: Client, live_post: Post) -> None:
    address = f"/admin/columns/post/{live_post.pk}/act"
    desk.post(f"{address}/close/")
    assert Post.objects.get().state == Post.State.CLOSED
    desk.post("/admin/account/confirm/", {"password": PASSWORD})
    desk.post(f"{address}/open/")
    assert Post.objects.get().state == Post.State.LIVE
