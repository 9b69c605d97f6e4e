"""What a reader does and sees, for the tests of the live page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from columns.models import Entry, Post
from tests.browser.followed import Followed
from tests.browsers import witnessed
from tests.live_server import LiveServer
from tests.nginx import Nginx
from tests.orm import Orm

#: What a page is once the server has answered on its connection: from there on it hears of everything.
CONNECTED = ".stream-page.is-connected"

# For an init script: all waiting is as short as it can be.
NO_CHANCE = "Math.random = () => 0"
# For another: Playwright's clock, which a test moves, does not know how the page came.
CAME_OVER_HTTP2 = "performance.getEntriesByType = () => [{ nextHopProtocol: 'h2' }]"


@pytest.fixture
def follow(reader_page: Page, live: LiveServer, orm: Orm) -> Callable[[Any], Page]:
    """Opens the page of a thing (a post, a column, an entry) and waits until it is connected."""

    def follow(thing: Post | Entry | Any, query: str = "") -> Page:
        address = orm(lambda: type(thing).objects.get(pk=thing.pk).get_absolute_url())
        reader_page.goto(address + query)
        expect(reader_page.locator(CONNECTED)).to_be_visible()
        return reader_page

    return follow


@pytest.fixture
def context(browser: Browser, nginx: Nginx, forgiven: list[str]) -> Iterator[BrowserContext]:
    """A reader's browser that comes to the site over HTTP/2, through nginx."""
    with witnessed(browser, nginx, forgiven, ignore_https_errors=True) as context:
        context.add_init_script(NO_CHANCE)
        yield context


@pytest.fixture
def open_page(context: BrowserContext, live_post: Post, orm: Orm) -> Callable[..., Followed]:
    """Opens the post in a new tab; with `clock`, time there goes on as it does, but can be moved on."""

    def open_page(clock: bool = False) -> Followed:
        followed = Followed(context.new_page())
        if clock:
            followed.page.clock.install()
            followed.page.add_init_script(CAME_OVER_HTTP2)
        followed.page.goto(orm(live_post.get_absolute_url))
        return followed

    return open_page


@pytest.fixture
def verb(alice: Any, orm: Orm) -> Callable[..., Any]:
    """Uses a verb as Alice: `verb(withdraw_entry, entry=entry, reason="…")`."""
    return lambda act, **arguments: orm(act, by=alice, **arguments)


def shown(page: Page) -> list[str]:
    """The ids of the entries that the reader sees, from the top."""
    return page.locator(".entry:not([data-pending])").evaluate_all("all => all.map(one => one.dataset.id)")


def top_of(page: Page, entry: Entry) -> float:
    """Where an entry stands in the window, in CSS pixels."""
    return float(page.locator(f"#e-{entry.pk}").evaluate("one => one.getBoundingClientRect().top"))
