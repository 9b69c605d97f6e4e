"""What the admin offers for an entry that readers have not seen yet, or are not to see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Entry, Post
from tests.publishing.cast import draft_of, now_of, person, rule, scheduled

PAGE = "/admin/columns/entry/{}/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def act(client: Client) -> Callable[..., Entry]:
    """Presses a button as somebody: `act(editor, entry, "return", note="Why?")`."""

    def act(by: User, entry: Entry, name: str, **said: str) -> Entry:
        client.force_login(by)
        client.post(f"{PAGE.format(entry.pk)}act/{name}/", said)
        return now_of(entry)

    return act


def test_each_button_does_what_it_says(
    column: Column, live_post: Post, act: Callable[..., Entry], alice: User
) -> None:
    other = User.objects.create(username="edda", is_staff=True, is_superuser=True)
    entry = draft_of(alice, live_post)
    assert act(alice, entry, "submit").state == "submitted"
    assert act(alice, entry, "return", note="Who says so?").returned_note == "Who says so?"
    act(alice, entry, "submit")
    assert act(alice, entry, "recall").state == "draft"
    assert act(alice, entry, "hold", reason="Their house can be seen").is_held
    assert act(alice, entry, "lift").is_held
    assert not act(other, entry, "lift").is_held
    assert act(alice, scheduled(alice, live_post), "unschedule").state == "draft"


def test_only_the_buttons_that_fit_are_there(client: Client, live_post: Post, alice: User) -> None:
    client.force_login(alice)
    page = client.get(PAGE.format(scheduled(alice, live_post).pk) + "change/").content.decode()
    names = ("submit", "recall", "return", "unschedule", "hold", "lift")
    assert [name for name in names if f"act/{name}/" in page] == ["unschedule", "hold"]


def test_publishing_in_bulk_goes_no_way_around_the_delay_or_four_eyes(
    client: Client, column: Column, live_post: Post, alice: User
) -> None:
    client.force_login(alice)
    mine, theirs = draft_of(alice, live_post), draft_of(person("rana", column, "reporter"), live_post)
    rule(column, four_eyes=True, safety_delay=60)
    client.post("/admin/columns/entry/", {"action": "publish", "_selected_action": [mine.pk, theirs.pk]})
    assert (now_of(mine).state, now_of(theirs).state, now_of(theirs).is_delayed) == ("draft", "scheduled", True)
