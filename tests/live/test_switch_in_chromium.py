"""The emergency switch, pressed in one process, on open pages of another one; with a bell between them and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, WebSocket, expect

from columns.models import Column, Entry, Post
from columns.publishing.entries import publish_entry
from columns.publishing.errors import Refused
from columns.publishing.texts import EntryText
from tests.browser.conftest import CONNECTED, NO_CHANCE
from tests.orm import Orm
from tests.publishing.test_a_killed_process import database_url

from .presser import Presser

#: Without its Redis nothing that is done there is heard of here: it has to be looked for.
BELLS = {"with a bell": settings.REDIS_URL, "without": ""} if settings.REDIS_URL else {"without": ""}


@pytest.fixture(params=BELLS.values(), ids=BELLS)
def elsewhere(request: pytest.FixtureRequest, orm: Orm, live_post: Post) -> Iterator[Presser]:
    """Another process on the same database."""
    with Presser(DATABASE_URL=orm(database_url), REDIS_URL=request.param) as presser:
        yield presser


@pytest.fixture
def page(reader_page: Page, live_post: Post, publish: Callable[..., Entry], orm: Orm) -> Page:
    """An open page of the post, connected."""
    publish("Still true")
    reader_page.add_init_script(NO_CHANCE)
    reader_page.goto(orm(live_post.get_absolute_url))
    expect(reader_page.locator(CONNECTED)).to_be_visible()
    return reader_page


def test_hiding_reaches_a_page_that_holds_a_stream_and_ends_one_that_is_lite(
    page: Page, publish: Callable[..., Entry], elsewhere: Presser, column: Column, forgiven: list[str]
) -> None:
    first, second = publish("Names a source"), publish("Names another")
    elsewhere.press("withdraw_entry", first.pk)
    expect(page.locator(f"#e-{first.pk}.is-withdrawn")).to_have_count(1)

    with page.expect_request("**/urgent"):  # so it has let its stream go
        elsewhere.press("start_lite")
    with page.expect_request("**/changes?*", timeout=15_000):  # its own poll is due later
        elsewhere.press("withdraw_entry", second.pk)
    expect(page.locator(f"#e-{second.pk}.is-withdrawn")).to_have_count(1)

    forgiven.append("410")
    with page.expect_response(lambda answer: answer.status == 410):
        elsewhere.press("hide_column", column.pk)


def test_ending_lite_mode_reaches_an_open_page_before_its_next_poll(page: Page, elsewhere: Presser) -> None:
    with page.expect_request("**/urgent"):
        elsewhere.press("start_lite")
    back: list[WebSocket] = []
    page.on("websocket", lambda socket: back.append(socket))
    with page.expect_request("**/changes?*", timeout=15_000):  # its own poll is due later
        elsewhere.press("end_lite")
    while not back:
        page.wait_for_timeout(20)


def test_freezing_is_seen_at_an_open_desk_and_binds_every_process(
    writer_page: Page, live_post: Post, elsewhere: Presser, orm: Orm
) -> None:
    writer_page.goto(f"/admin/desk/{live_post.pk}/")
    expect(writer_page.locator("[data-connection=live]")).to_be_visible()
    elsewhere.press("freeze_column", live_post.column_id)
    with pytest.raises(Refused, match="stopped"):
        orm(publish_entry, by=None, post=live_post, text=EntryText("Too late"))
    expect(writer_page.locator(".desk-alarm")).to_be_visible()
    elsewhere.press("unfreeze_column", live_post.column_id)
    expect(writer_page.locator(".desk-alarm")).to_have_count(0)
    orm(publish_entry, by=None, post=live_post, text=EntryText("In time"))
