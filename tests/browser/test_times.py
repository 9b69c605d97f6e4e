"""Times on a reader's page: the column's zone, the reader's own on request, the event's always."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.texts import EntryText
from tests.browser.conftest import CONNECTED
from tests.browsers import witnessed
from tests.live_server import LiveServer
from tests.orm import Orm

#: 04:30 in Damascus, and 21:30 of the day before in New York.
NIGHT = datetime.datetime(2015, 10, 7, 1, 30, tzinfo=datetime.UTC)


def test_a_reader_can_have_all_times_but_those_of_events_in_their_own_zone_and_it_is_remembered(
    browser: Browser, live: LiveServer, live_post: Post, alice: User, orm: Orm
) -> None:
    text = EntryText(
        "Strikes", '<p>Heard at <time datetime="2015-10-07T01:10:00Z">ten past one</time>.</p>', NIGHT,
        event_time=NIGHT - datetime.timedelta(hours=1), event_zone="Asia/Tokyo",
    )
    entry: Entry = orm(publish_entry, by=alice, post=live_post, text=text)
    act: Callable[..., Any] = orm
    with witnessed(browser, live, [], timezone_id="America/New_York") as context:
        page = context.new_page()
        page.goto(act(live_post.get_absolute_url))
        expect(page.locator(CONNECTED)).to_be_visible()
        shown, event, zone = (page.locator(each) for each in (".at time", ".event", ".post-head .zone"))
        expect(shown).to_have_text("04:30")
        expect(zone).to_have_text("Damascus, UTC+3")
        expect(event).to_have_text("Event: 09:30, Tokyo, UTC+9")

        page.get_by_role("button", name="Times in your zone").click()
        expect(shown).to_have_text("6 Oct 21:30")
        for label in (zone, page.locator(".site-foot [data-zone-label]")):
            expect(label).to_have_text("New York, UTC−4")
        expect(event).to_have_text("Event: 09:30, Tokyo, UTC+9")
        expect(page.locator(".prose time")).to_have_text("ten past one")

        stored = act(Entry.objects.get, pk=entry.pk)
        again = replace(act(EntryText.of, stored), headline="Strikes again", display_time=NIGHT.replace(hour=5))
        act(amend_entry, by=alice, entry=stored, text=again, revision=1, note="It was <later>.")
        expect(page.locator(".entry h2")).to_have_text("Strikes again")
        expect(shown).to_have_text("01:30")
        expect(page.locator(".corrections")).to_contain_text("It was <later>.")

        page.reload()
        expect(shown).to_have_text("01:30")
        page.get_by_role("button", name="Times in your zone").click()
        expect(shown).to_have_text("08:30")
        expect(zone).to_have_text("Damascus, UTC+3")
