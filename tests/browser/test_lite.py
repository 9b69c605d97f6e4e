"""Lite mode on an open page: it lets its connection go, polls, loads no picture unasked, and comes back by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from playwright.sync_api import Request, expect

from columns.markup.pictured import gallery_of
from columns.models import Entry
from columns.publishing.lite import end_lite, start_lite
from tests.browser.conftest import CONNECTED
from tests.browser.followed import Followed
from tests.images.kept import settled
from tests.orm import Orm


def test_an_open_page_changes_over_and_back_without_losing_its_place(
    publish: Callable[..., Entry], open_page: Callable[..., Followed], verb: Callable[..., Any], alice: User, orm: Orm
) -> None:
    picture = gallery_of([orm(settled, alice, (1200, 800)).pk])
    publish("First", picture)
    reader = open_page(clock=True)
    expect(reader.page.locator(CONNECTED)).to_be_visible()
    seen = reader.page.locator("a.frame img").element_handle()
    over: list[Request] = []
    for event in ("requestfinished", "requestfailed"):
        reader.page.on(event, lambda request: "/events?" in request.url and over.append(request))
    verb(start_lite)
    while not over:
        reader.page.wait_for_timeout(20)
    publish("Second", picture)
    reader.page.clock.fast_forward(23_000)
    reader.expect_waiting(1)
    assert reader.asked == ["events", "changes"]
    reader.page.locator("[data-show-new]").click()
    expect(reader.page.get_by_role("link", name="Load the picture")).to_have_count(1)
    assert seen is not None
    assert seen.evaluate("image => image.isConnected && image.complete && image.hasAttribute('src')")

    verb(end_lite)
    publish("Third")
    reader.page.clock.fast_forward(4_000)  # its own poll is due in twenty seconds
    reader.expect_waiting(1)
    reader.page.clock.fast_forward(15_000)
    reader.until_it_asks("events", times=2)
    publish("Fourth", picture)
    reader.expect_waiting(2)
    assert reader.asked == ["events", "changes", "changes", "events"]
    reader.page.locator("[data-show-new]").click()
    expect(reader.page.get_by_role("link", name="Load the picture")).to_have_count(1)
