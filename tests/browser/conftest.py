"""What a reader does and sees, for the tests of the live page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from columns.models import Entry, Post
from tests.live_server import LiveServer
from tests.orm import Orm

#: What a page is once the server has answered on its connection: from there on it hears of everything.
CONNECTED = ".stream-page.is-connected"


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
def verb(alice: Any, orm: Orm) -> Callable[..., Any]:
    """Uses a verb as Alice: `verb(withdraw_entry, entry=entry, reason="…")`."""
    return lambda act, **arguments: orm(act, by=alice, **arguments)


def shown(page: Page) -> list[str]:
    """The ids of the entries that the reader sees, from the top."""
    return page.locator(".entry:not([data-pending])").evaluate_all("all => all.map(one => one.dataset.id)")


def top_of(page: Page, entry: Entry) -> float:
    """Where an entry stands in the window, in CSS pixels."""
    return float(page.locator(f"#e-{entry.pk}").evaluate("one => one.getBoundingClientRect().top"))
