"""The live page in a real browser: everything reaches it, and nothing moves under the reader."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column
from columns.publishing.entries import amend_entry
from columns.publishing.marks import mark_key_event, pin_entry
from columns.publishing.posts import amend_post, close_post, create_post, open_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from tests.browser.conftest import NO_CHANCE, shown, top_of
from tests.orm import Orm

Follow = Callable[..., Page]
Verb = Callable[..., Any]
Publish = Callable[..., Entry]


def test_new_updates_wait_and_are_counted_until_the_reader_asks(
    live_post: Post, publish: Publish, follow: Follow
) -> None:
    first = publish("First", "<p>What is known.</p>")
    page = follow(live_post)
    second, third = publish("Second"), publish("Third")

    button = page.locator("[data-show-new]")
    expect(button).to_have_text("2 new updates")
    assert shown(page) == [first.pk]
    assert page.title().startswith("(2) ")
    expect(page.get_by_role("status")).to_contain_text("new update")

    button.click()
    assert shown(page) == [third.pk, second.pk, first.pk]
    expect(button).to_be_hidden()
    assert not page.title().startswith("(")
    assert page.evaluate("document.activeElement.dataset.id") == third.pk


def test_edits_withdrawals_and_marks_reach_the_page_in_place(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm
) -> None:
    entries = [publish(f"Headline {number}", "<p>Text.</p>") for number in range(4)]
    page = follow(live_post)

    text = orm(EntryText.of, entries[0])
    verb(amend_entry, entry=entries[0], text=replace(text, body="<p>Corrected.</p>"), revision=1)
    verb(withdraw_entry, entry=entries[1], reason="The village was another one.")
    verb(pin_entry, entry=entries[2])
    verb(mark_key_event, entry=entries[3])

    amended, withdrawn = (page.locator(f"#e-{entry.pk}") for entry in entries[:2])
    expect(amended).to_contain_text("Corrected.")
    expect(amended).to_contain_text("Amended")
    expect(withdrawn).to_contain_text("The village was another one.")
    expect(withdrawn).not_to_contain_text("Headline 1")
    expect(page.locator('[data-region="pinned"]')).to_contain_text("Headline 2")
    expect(page.locator('[data-region="key-events"]')).to_contain_text("Headline 3")
    verb(restore_entry, entry=entries[1])
    expect(withdrawn).to_contain_text("Headline 1")
    expect(page.locator("[data-show-new]")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_under_the_reader(
    reader_page: Page, live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm, width: int
) -> None:
    reader_page.set_viewport_size({"width": width, "height": 800})
    text = replace(orm(PostText.of, live_post), standing="<p>Where things stand.</p>")
    verb(amend_post, post=live_post, text=text, revision=live_post.revision)
    entries = [publish(f"Headline {number}", f"<p>{'Words of an update. ' * 20}</p>") for number in range(25)]
    page = follow(live_post)
    read = entries[5]
    page.locator(f"#e-{read.pk}").evaluate("one => window.scrollTo(0, one.offsetTop - 200)")
    page.locator(f"#e-{read.pk} a").first.focus()
    before = top_of(page, read)

    for number in range(10):
        publish(f"New {number}")
    text = orm(EntryText.of, entries[22])
    verb(amend_entry, entry=entries[22], text=replace(text, body="<p>Much shorter.</p>"), revision=1)
    for entry in entries[15:20]:
        verb(withdraw_entry, entry=entry, reason="Not so.")
    verb(pin_entry, entry=entries[24])
    verb(mark_key_event, entry=entries[24])

    expect(page.locator('[data-region="key-events"]')).to_contain_text("Headline 24")
    expect(page.locator("[data-show-new]")).to_have_text("10 new updates")
    expect(page.locator('[data-region="pinned"]')).to_contain_text("Headline 24")
    assert abs(top_of(page, read) - before) <= 1
    assert page.evaluate("document.activeElement.closest('.entry').dataset.id") == read.pk


def test_only_a_changed_text_is_announced_as_amended(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm
) -> None:
    entry, other = publish("First", "<p>Text.</p>"), publish("Second", "<p>Text.</p>")
    page = follow(live_post)
    verb(pin_entry, entry=entry)
    expect(page.locator(f"#e-{entry.pk}")).to_contain_text("Pinned")
    expect(page.locator(f"#e-{entry.pk}")).not_to_have_class("is-changed")
    verb(amend_entry, entry=other, text=replace(orm(EntryText.of, other), body="<p>Corrected.</p>"), revision=1)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^The update of .+ was amended\.$"))


def test_a_switch_shows_updates_as_they_come_at_the_top_only(
    live_post: Post, publish: Publish, follow: Follow
) -> None:
    for number in range(20):
        publish(f"Headline {number}", f"<p>{'Words of an update. ' * 20}</p>")
    page = follow(live_post)
    page.locator("[data-as-they-come]").click()
    newest = publish("Seen at once")
    expect(page.locator(f"#e-{newest.pk}")).to_be_visible()

    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    waiting = publish("Waits")
    expect(page.locator("[data-show-new]")).to_have_text("1 new update")
    expect(page.locator(f"#e-{waiting.pk}")).to_be_hidden()


def test_the_head_of_the_post_is_live_and_closing_and_opening_are_announced(
    column: Column, live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm
) -> None:
    publish("First")
    page = follow(live_post)
    text = replace(orm(PostText.of, live_post), title="Another title", standing="<p>Stands so.</p>")
    verb(amend_post, post=live_post, text=text, revision=live_post.revision)
    expect(page.get_by_role("heading", level=1)).to_have_text("Another title")
    expect(page.locator('[data-region="standing"]')).to_contain_text("Stands so.")

    verb(close_post, post=live_post)
    expect(page.locator('[data-region="head"]')).to_contain_text("Closed")
    day = datetime.date(2015, 10, 8)
    following = verb(create_post, column=column, date=day, slug="next", text=PostText("The second day"))
    verb(open_post, post=following)
    opened = page.get_by_role("link", name="A new post has opened: The second day")
    expect(opened).to_be_visible()
    opened.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second day")


def test_after_a_cut_the_page_says_so_and_catches_up(
    live_post: Post, publish: Publish, follow: Follow, forgiven: list[str]
) -> None:
    forgiven.append("ERR_INTERNET_DISCONNECTED")
    publish("First")
    page = follow(live_post)
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('offline'))")
    missed = [publish(f"Missed {number}") for number in range(3)]
    page.context.set_offline(False)
    expect(page.locator("[data-show-new]")).to_have_text("3 new updates", timeout=20_000)
    page.locator("[data-show-new]").click()
    assert shown(page)[:3] == [entry.pk for entry in reversed(missed)]


def test_where_no_socket_gets_through_the_page_polls(
    reader_page: Page, live_post: Post, publish: Publish, orm: Orm
) -> None:
    reader_page.add_init_script(NO_CHANCE)
    reader_page.route_web_socket("**/live/**", lambda socket: socket.close())
    reader_page.goto(orm(live_post.get_absolute_url))
    publish("Polled")
    expect(reader_page.locator("[data-show-new]")).to_have_text("1 new update", timeout=30_000)


def test_an_entrys_own_page_is_live_too(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb
) -> None:
    entry = publish("Own page", "<p>Text.</p>")
    page = follow(entry)
    verb(withdraw_entry, entry=entry, reason="Taken back.")
    expect(page.locator(".entry")).to_contain_text("Taken back.")
    expect(page.locator(".entry")).not_to_contain_text("Text.")


def test_a_hidden_column_disappears_from_open_pages(
    column: Column, live_post: Post, publish: Publish, follow: Follow, verb: Verb, forgiven: list[str], orm: Orm
) -> None:
    forgiven.append("410")
    publish("First", "<p>Dangerous words.</p>")
    page = follow(live_post)
    now = orm(Column.objects.get, pk=column.pk)
    names = ("slug", "title", "description", "time_zone", "language")
    same = {name: getattr(now, name) for name in names}
    verb(change_column, column=now, revision=now.revision, state="hidden", **same)
    expect(page.locator("body")).not_to_contain_text("Dangerous words.")


def test_a_change_of_zone_makes_pages_start_again(
    column: Column, live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm
) -> None:
    entry = publish("First")
    page = follow(live_post)
    before = page.locator(f"#e-{entry.pk} time").first.text_content()
    now = orm(Column.objects.get, pk=column.pk)
    names = ("slug", "title", "description", "state", "language")
    same = {name: getattr(now, name) for name in names}
    verb(change_column, column=now, revision=now.revision, time_zone="Asia/Kolkata", **same)
    expect(page.locator(f"#e-{entry.pk} time").first).not_to_have_text(before or "")
    publish("Second")
    expect(page.locator("[data-show-new]")).to_have_text("1 new update")
