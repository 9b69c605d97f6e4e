"""What is told with an entry: its tags, and the time of its event in the event's own zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User
from django.test import Client

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry

#: 07:00 in Damascus.
SHOWN = datetime(2015, 10, 7, 4, 0, tzinfo=UTC)


def told(client: Client, alice: User, post: Post, **words: object) -> tuple[Entry, str]:
    """An entry with these words, and its page."""
    entry = publish_entry(by=alice, post=post, text=EntryText("Strikes", display_time=SHOWN, **words))  # type: ignore[arg-type]
    return entry, client.get(entry.get_absolute_url()).content.decode()


def event_in(page: str) -> str:
    """The words of the line about the event."""
    line = re.search(r'<p class="event"[^>]*>(.*?)</p>', page)
    return re.sub("<[^>]*>", "", line[1]) if line else ""


def test_an_event_is_told_in_its_own_zone_with_the_name_of_that(client: Client, alice: User, live_post: Post) -> None:
    hours = timedelta(hours=1)
    told_of = {
        ("", SHOWN - 2 * hours): "Event: 05:00, Damascus, UTC+3",
        ("Europe/Kyiv", SHOWN - 2 * hours): "Event: 05:00, Kyiv, UTC+3",
        ("Asia/Kolkata", SHOWN - 2 * hours): "Event: 07:30, Kolkata, UTC+5:30",
        ("America/New_York", SHOWN - 2 * hours): "Event: 6 Oct 22:00, New York, UTC−4",
        ("UTC", SHOWN - 48 * hours): "Event: 5 Oct 04:00, UTC",
    }
    for (zone, when), words in told_of.items():
        _entry, page = told(client, alice, live_post, event_time=when, event_zone=zone)
        assert event_in(page) == words


def test_tags_are_plain_words_on_the_page_and_categories_in_feeds(
    client: Client, alice: User, live_post: Post
) -> None:
    entry, page = told(client, alice, live_post, tags=("Aleppo", "<b>حلب"))
    assert "<bdi>&lt;b&gt;حلب</bdi>" in page
    for format, category in (("rss", "<category>Aleppo</category>"), ("atom", '<category term="Aleppo"/>')):
        feed = client.get(f"{entry.column.get_absolute_url()}feed.{format}").content.decode()
        assert category in feed


def test_of_a_withdrawn_entry_neither_is_told(client: Client, alice: User, live_post: Post) -> None:
    entry, page = told(client, alice, live_post, tags=("Canarytag",), event_time=SHOWN, event_zone="Asia/Tokyo")
    assert "Canarytag" in page
    assert "Tokyo" in page
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    column = entry.column.get_absolute_url()
    for address in (entry.get_absolute_url(), column, f"{column}feed.rss", f"{column}feed.atom"):
        page = client.get(address).content.decode()
        assert "Canarytag" not in page
        assert "Tokyo" not in page


def test_what_nothing_is_told_of_costs_no_byte(client: Client, alice: User, live_post: Post) -> None:
    _entry, page = told(client, alice, live_post)
    assert not re.search('class="(event|tags|corrections)"', page)


def test_what_was_corrected_stands_before_the_text_on_the_page_and_in_feeds(
    client: Client, alice: User, live_post: Post
) -> None:
    entry, _page = told(client, alice, live_post, body="<p>Nine were hurt.</p>")
    text = EntryText("Strikes", "<p>Nine were hurt.</p>")
    amend_entry(by=alice, entry=entry, text=text, revision=1, note="Not twelve.")
    column = entry.column.get_absolute_url()
    for address in (entry.get_absolute_url(), f"{column}feed.rss", f"{column}feed.atom"):
        page = client.get(address).content.decode()
        assert page.rindex("Not twelve.") < page.rindex("Nine were hurt.")
