"""What stands above the stream of a desk: what is in force, and what chiefs hear of."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.desk import heads
from columns.models import Column, Entry, Post
from columns.publishing.columns import create_column
from columns.publishing.entries import publish_entry
from columns.publishing.freezing import freeze_column, freeze_site, unfreeze_column, unfreeze_site
from columns.publishing.holds import hold_entry
from columns.publishing.lite import end_lite, start_lite
from columns.publishing.posts import close_post, create_post, open_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry

from .seen import Seen, open_desk

Member = Callable[..., User]


def head(client: Client, post: Post, seen: Seen) -> str:
    """What the head is told to be now: an open page hears of it by asking for changes."""
    answer = client.get(f"/admin/desk/{post.pk}/changes", {"after": seen.after}).json()
    seen.after = answer["after"]
    return str(answer["head"])


@pytest.mark.parametrize("of_site", [False, True])
def test_open_desks_are_told_of_a_freeze_since_when_and_by_whom_and_of_its_end(
    desk: Client, live_post: Post, column: Column, member: Member, alice: User, of_site: bool
) -> None:
    seen, carla = open_desk(desk, live_post), member("carla", "chief")
    if of_site:
        freeze_site(by=alice)
    else:
        freeze_column(by=carla, column=column)
    told = head(desk, live_post, seen)
    assert "Publishing is frozen since" in told
    assert f"by {'alice' if of_site else 'carla'}" in told
    assert told in desk.get(f"/admin/desk/{live_post.pk}/").content.decode()
    if of_site:
        unfreeze_site(by=alice)
    else:
        unfreeze_column(by=carla, column=column)
    assert "frozen" not in head(desk, live_post, seen)


def test_open_desks_are_told_of_lite_mode(desk: Client, live_post: Post, alice: User) -> None:
    seen = open_desk(desk, live_post)
    start_lite(by=alice)
    assert "light pages" in head(desk, live_post, seen)
    end_lite(by=alice)
    assert "light pages" not in head(desk, live_post, seen)


def test_chiefs_hear_who_did_what_to_which_entry_and_when(
    desk: Client, live_post: Post, second_post: Post, edith: User, member: Member, signed_in: Callable[[User], Client]
) -> None:
    chief = signed_in(member("carla", "chief"))
    entry = publish_entry(by=edith, post=second_post, text=EntryText("Bridge"))
    wordless = publish_entry(by=edith, post=live_post, text=EntryText(body="<p>Planes over <b>Homs</b>.</p>"))
    pages = [(browser, open_desk(browser, live_post)) for browser in (chief, desk)]
    hold_entry(by=edith, entry=entry, reason="Names a source")
    hold_entry(by=edith, entry=wordless, reason="Names a source")
    told, told_to_an_editor = (head(browser, live_post, seen) for browser, seen in pages)
    link = f'<a href="/admin/desk/{second_post.pk}/#d-{entry.pk}"><bdi>Bridge</bdi></a>'
    assert f"<bdi>edith</bdi>: held {link}" in told
    assert "Planes over Homs." in told
    assert "<time datetime=" in told
    assert "Bridge" not in told_to_an_editor
    assert told in chief.get(f"/admin/desk/{live_post.pk}/").content.decode()
    assert link in chief.get("/admin/desk/").content.decode()
    assert "For chiefs" not in desk.get(f"/admin/desk/{live_post.pk}/").content.decode()


def test_alerts_are_of_the_column_and_of_the_last_day(
    live_post: Post, edith: User, alice: User, member: Member, signed_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chief, desk = signed_in(member("carla", "chief")), f"/admin/desk/{live_post.pk}/"
    other = create_column(by=alice, slug="tahrir", title="Tahrir")
    text, day = PostText("A day"), datetime.date(2011, 1, 25)
    elsewhere = open_post(by=alice, post=create_post(by=alice, column=other, date=day, slug="a-day", text=text))
    there, here = (publish_entry(by=alice, post=post, text=EntryText("Bridge")) for post in (elsewhere, live_post))
    hold_entry(by=alice, entry=there, reason="Names a source")
    assert "For chiefs" not in chief.get(desk).content.decode()
    Entry.objects.filter(pk=here.pk).update(published_at=timezone.now() - timedelta(days=2))
    withdraw_entry(by=edith, entry=here, reason="Wrong")
    assert "<bdi>edith</bdi>: withdrew" in chief.get(desk).content.decode()
    monkeypatch.setattr(heads, "RECENT", timedelta())
    assert "For chiefs" not in chief.get(desk).content.decode()


def test_chiefs_hear_of_a_post_that_is_opened_again_by_its_name(
    live_post: Post, member: Member, edith: User, signed_in: Callable[[User], Client]
) -> None:
    open_post(by=edith, post=close_post(by=edith, post=live_post))
    told = signed_in(member("carla", "chief")).get(f"/admin/desk/{live_post.pk}/").content.decode()
    assert "<bdi>edith</bdi>: opened again" in told
    assert f'<a href="/admin/desk/{live_post.pk}/"><bdi>{live_post.title}</bdi></a>' in told
