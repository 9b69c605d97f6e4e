"""How a page is told: by events over HTTP/2, over a WebSocket, by polling; and how it goes from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry
from tests.browser.conftest import CONNECTED, shown
from tests.browser.followed import Followed
from tests.nginx import Nginx
from tests.orm import Orm

Verb = Callable[..., Any]
Publish = Callable[..., Entry]
Open = Callable[..., Followed]

# Written to the console by the browser itself when a request fails.
REFUSED = "net::ERR_"


def test_over_http2_everything_comes_by_events(
    publish: Publish, open_page: Open, verb: Verb, orm: Orm
) -> None:
    amended, withdrawn = publish("First", "<p>Text.</p>"), publish("Second", "<p>Text.</p>")
    reader = open_page()
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    assert reader.page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2"

    publish("Third")
    reader.expect_waiting(1)
    text = replace(orm(EntryText.of, amended), body="<p>Corrected.</p>")
    verb(amend_entry, entry=amended, text=text, revision=1)
    expect(reader.page.locator(f"#e-{amended.pk}")).to_contain_text("Corrected.")
    verb(withdraw_entry, entry=withdrawn, reason="The village was another one.")
    expect(reader.page.locator(f"#e-{withdrawn.pk}")).to_contain_text("The village was another one.")
    assert reader.asked == ["events"]


def test_over_http1_the_page_opens_a_websocket(
    reader_page: Page, live_post: Post, publish: Publish, orm: Orm
) -> None:
    reader = Followed(reader_page)
    reader.page.goto(orm(live_post.get_absolute_url))
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    publish("First")
    reader.expect_waiting(1)
    assert reader.asked == ["socket"]


def test_a_stream_that_is_cut_goes_on_from_its_cursor(
    live_post: Post, publish: Publish, nginx: Nginx, context: BrowserContext, open_page: Open, forgiven: list[str]
) -> None:
    forgiven.append(REFUSED)
    reader = open_page()
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    first = publish("Before")
    reader.expect_waiting(1)
    nginx.stop()
    missed = [publish(f"Missed {number}") for number in range(3)]
    expect(reader.page.locator(".stream-page.is-offline")).to_be_visible()
    nginx.start()
    reader.expect_waiting(4)
    after = publish("After")
    reader.expect_waiting(5)
    reader.page.locator("[data-show-new]").click()
    assert shown(reader.page) == [entry.pk for entry in (after, *reversed(missed), first)]
    assert reader.cursors[-1].endswith(f":{first.seq}")


def test_where_events_are_blocked_a_websocket_is_tried(
    publish: Publish, context: BrowserContext, open_page: Open, forgiven: list[str]
) -> None:
    forgiven.append(REFUSED)
    context.route("**/events?*", lambda route: route.abort())
    reader = open_page()
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    publish("First")
    reader.expect_waiting(1)
    assert reader.asked == ["events", "socket"]


def test_events_that_something_on_the_way_keeps_back_are_given_up(
    publish: Publish, context: BrowserContext, open_page: Open
) -> None:
    kept: list[Route] = []
    context.route("**/events?*", lambda route: kept.append(route))
    reader = open_page(clock=True)
    reader.until_it_asks("events")
    reader.page.clock.fast_forward(10_000)
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    publish("First")
    reader.expect_waiting(1)
    assert reader.asked == ["events", "socket"]
    kept[0].abort()


def test_where_nothing_gets_through_the_page_polls_and_later_tries_events_again(
    publish: Publish, context: BrowserContext, open_page: Open, forgiven: list[str]
) -> None:
    forgiven.append(REFUSED)
    context.route("**/events?*", lambda route: route.abort())
    sockets: list[WebSocketRoute] = []
    context.route_web_socket("**/live/**", lambda socket: (sockets.append(socket), socket.close()))
    reader = open_page(clock=True)
    publish("Polled")
    reader.expect_waiting(1)
    reader.until_it_asks("changes", times=3)
    assert reader.asked == ["events", "changes"] * 3
    assert len(sockets) == 3

    reader.page.clock.fast_forward(6_000)
    reader.until_it_asks("changes", times=4)
    context.unroute("**/events?*")
    reader.page.clock.fast_forward(5 * 60_000)
    reader.until_it_asks("events", times=4)
    publish("By events")
    reader.expect_waiting(2)
    assert reader.asked[6:] == ["changes", "events"]


def test_a_server_that_says_later_is_left_alone_until_then(
    publish: Publish, context: BrowserContext, open_page: Open
) -> None:
    later = 'retry: 5000\n\ndata: {"type":"later","retry_after":20}\n\n'
    context.route("**/events?*", lambda route: route.fulfill(content_type="text/event-stream", body=later))
    reader = open_page(clock=True)
    reader.until_it_asks("events")
    publish("Polled meanwhile")
    reader.page.clock.fast_forward(7_000)
    reader.expect_waiting(1)
    reader.page.clock.fast_forward(7_000)
    reader.until_it_asks("changes", times=2)
    assert reader.asked == ["events", "changes", "changes"]
    context.unroute("**/events?*")
    reader.page.clock.fast_forward(7_000)
    reader.until_it_asks("events", times=2)
    publish("By events")
    reader.expect_waiting(2)


def test_a_full_server_still_answers_polls_and_takes_the_reader_when_there_is_room(
    settings: Any, publish: Publish, open_page: Open, forgiven: list[str]
) -> None:
    forgiven.append("503")
    settings.READERS = 1
    first = open_page()
    expect(first.page.locator(CONNECTED)).to_be_visible()
    second = open_page(clock=True)
    second.until_it_asks("events")
    publish("For both")
    first.expect_waiting(1)
    second.page.clock.fast_forward(7_000)
    second.expect_waiting(1)
    assert second.asked == ["events", "changes"]

    first.page.close()
    second.until_there_is_room()
    publish("For the one who is left")
    second.expect_waiting(2)
    assert second.asked[-1] == "events"


def test_eight_tabs_follow_at_once(publish: Publish, open_page: Open) -> None:
    tabs = [open_page() for _ in range(8)]
    for tab in tabs:
        expect(tab.page.locator(CONNECTED)).to_be_visible()
    publish("For all")
    for tab in tabs:
        tab.expect_waiting(1)
        assert tab.asked == ["events"]


def test_a_tab_that_shows_again_asks_only_when_it_has_not_heard_for_long(
    publish: Publish, open_page: Open
) -> None:
    reader = open_page(clock=True)
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    publish("First")
    reader.expect_waiting(1)
    assert reader.asked == ["events"]

    reader.page.clock.fast_forward(31_000)
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    reader.until_it_asks("events", times=2)
    publish("Second")
    reader.expect_waiting(2)
