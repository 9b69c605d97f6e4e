"""Pictures in a real browser: only what is near is loaded, nothing moves, and what is covered is not asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Image, Post
from columns.publishing.image_withdrawals import withdraw_image
from tests.browser.test_cards import WATCH_SHIFTS
from tests.browsers import witnessed
from tests.images.kept import COVER, settled
from tests.live_server import LiveServer
from tests.orm import Orm

Follow = Callable[..., Page]
Publish = Callable[..., Entry]
WORDS = f"<p>{'Words of an update as long as they are. ' * 15}</p>"
SEEN = ".frame img:visible"
LARGE = "naturalWidth"


@pytest.fixture
def picture(alice: User, orm: Orm) -> Callable[..., Image]:
    """Takes in a picture of which all renditions are there."""
    return lambda **said: orm(settled, alice, (1200, 800), **said)


@pytest.fixture
def asked(reader_page: Page) -> list[str]:
    """The files of pictures that the reader's browser has asked for."""
    asked: list[str] = []
    reader_page.on("request", lambda request: "/media/" in request.url and asked.append(request.url))
    return asked


def of(*images: Image) -> str:
    return gallery_of([image.pk for image in images])


def loaded(page: Page) -> int:
    """How many pictures are there."""
    return int(page.locator(".frame img").evaluate_all("all => all.filter((one) => one.complete).length"))


def test_only_what_is_near_is_loaded_and_nothing_moves(
    reader_page: Page, live_post: Post, publish: Publish, picture: Callable[..., Image], follow: Follow
) -> None:
    reader_page.add_init_script(WATCH_SHIFTS)
    image, tall, covered = picture(), picture(focus=(10, 90)), picture(**COVER)
    for number in range(12):
        publish(f"Number {number}", WORDS + (of(image, tall, covered, image) if number == 6 else of(image)))
    page = follow(live_post)
    page.wait_for_load_state("networkidle")
    assert 1 <= loaded(page) <= 6  # of 15; how near is near is the browser's decision
    for one in page.locator(SEEN).all():
        one.scroll_into_view_if_needed()
        expect(one).to_have_js_property("complete", True)
    assert page.evaluate("window.shifts") == 0


def test_a_covered_picture_is_asked_for_when_it_is_opened_and_the_choice_is_remembered(
    asked: list[str], live_post: Post, publish: Publish, picture: Callable[..., Image], follow: Follow
) -> None:
    publish("First", of(picture(**COVER)))
    page = follow(live_post)
    cover = page.locator("details.cover")
    summary = page.locator(".cover > summary")
    page.wait_for_load_state("networkidle")
    assert asked == []
    expect(summary).to_have_accessible_name("Graphic: death, blood Two bodies under blankets in the street. Show")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(SEEN)).to_have_js_property("complete", True)
    expect(summary).to_have_accessible_name("Graphic: death, blood Two bodies under blankets in the street. Hide")
    assert len(asked) == 1
    page.emulate_media(media="print")
    expect(page.locator(".frame img")).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_label("Always show graphic pictures on this device").check()
    publish("Second", of(picture(**COVER)))
    page.get_by_role("button", name="1 new update").click()
    expect(page.locator(SEEN)).to_have_count(2)
    cover.first.locator("summary").click()  # one by one they can still be folded
    expect(page.locator(SEEN)).to_have_count(1)

    page.reload()
    expect(page.locator(SEEN)).to_have_count(2)
    page.get_by_label("Always show").first.uncheck()
    expect(page.locator(SEEN)).to_have_count(0)
    expect(cover.first.locator("summary")).to_be_focused()
    page.reload()
    expect(page.locator(".is-connected")).to_be_visible()
    expect(page.locator(SEEN)).to_have_count(0)


def test_pictures_are_seen_large_by_keyboard_and_what_is_withdrawn_leaves(
    live_post: Post, publish: Publish, picture: Callable[..., Image], follow: Follow, orm: Orm, alice: User,
    forgiven: list[str],
) -> None:
    forgiven += ["Applying inline style", "style-src-elem refused", "Couldn't load preload assets"]  # axe's own
    images = [picture(caption=f"Number {number}", alt="", decorative=True) for number in range(3)]
    publish("First", WORDS + of(*images[:2], picture(**COVER)) + of(images[2]))
    page = follow(live_post)
    frames = page.locator("a.frame:visible")
    box = page.get_by_role("dialog", name="Pictures")
    place = box.get_by_role("status")
    frames.first.focus()
    page.keyboard.press("Enter")
    expect(place).to_have_text("Picture 1 of 3")  # what is covered is not among them
    expect(box.locator("img").first).to_have_js_property(LARGE, 1200)
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("Picture 2 of 3")
    page.keyboard.press("End")
    expect(place).to_have_text("Picture 3 of 3")
    expect(box.get_by_text("Number 2")).to_be_in_viewport()
    expect(box.get_by_role("button", name="Next picture")).to_be_disabled()
    box.get_by_role("button", name="Next picture").focus()  # at the end the keyboard is not lost
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text("Picture 2 of 3")
    found = Axe().run(page).response["violations"]
    assert not [each["id"] for each in found if each["impact"] in ("serious", "critical")]
    orm(withdraw_image, by=alice, image=images[2], reason="A witness can be recognised.")
    expect(place).to_have_text("Picture 2 of 2")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(frames.first).to_be_focused()
    frames.first.click()
    expect(place).to_have_text("Picture 1 of 2")
    orm(withdraw_image, by=alice, image=images[0], reason="A witness can be recognised.")
    expect(box).to_be_hidden()
    expect(page.locator(".picture.is-withdrawn")).to_have_count(2)


def test_from_right_to_left_the_next_one_is_on_the_left(
    live_post: Post, column: Column, publish: Publish, picture: Callable[..., Image], follow: Follow, orm: Orm
) -> None:
    orm(Column.objects.filter(pk=column.pk).update, language="ar")
    publish("الأولى", of(picture(), picture()))
    page = follow(live_post)
    page.locator("a.frame").first.click()
    place = page.locator("[data-place]")
    before = place.text_content()
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(before or "")
    page.keyboard.press("ArrowLeft")
    expect(place).not_to_have_text(before or "")
    expect(page.locator(".lightbox figure").nth(1)).to_be_in_viewport(ratio=0.9)


def test_without_scripts_all_is_seen_and_covered_pictures_stay_covered_until_opened(
    browser: Browser, live: LiveServer, live_post: Post, publish: Publish, picture: Callable[..., Image],
    forgiven: list[str], orm: Orm,
) -> None:
    forgiven += ["Applying inline style", "Blocked script execution"]  # of Chromium's own page round a file
    asked: list[str] = []
    image, hidden = picture(), picture(**COVER)
    publish("First", of(image, hidden))
    with witnessed(browser, live, forgiven, java_script_enabled=False) as context:
        page: Any = context.new_page()
        page.on("request", lambda request: "/media/" in request.url and asked.append(request.url))
        page.goto(orm(live_post.get_absolute_url), wait_until="networkidle")
        key, hidden_key = (each.renditions["key"] for each in (image, hidden))
        assert any(key in url for url in asked)
        assert not any(hidden_key in url for url in asked)
        expect(page.locator("[data-uncover]")).to_be_hidden()
        page.locator(".cover > summary").click()
        page.get_by_role("link", name="Open the picture").click()
        page.wait_for_url(f"**/{hidden_key}/1200.jpg")
        page.go_back()
        page.locator("a.frame").first.click()
        page.wait_for_url(f"**/{key}/1200.jpg")


def test_whoever_saves_data_loads_one_small_file_by_choice(
    reader_page: Page, asked: list[str], live_post: Post, publish: Publish, picture: Callable[..., Image],
    follow: Follow,
) -> None:
    reader_page.set_extra_http_headers({"Save-Data": "on"})
    reader_page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    first, second = picture(), picture()
    publish("First", of(first))
    page = follow(live_post)
    publish("Second", of(second))
    page.get_by_role("button", name="1 new update").click()
    links = page.get_by_role("link", name="Load the picture")
    expect(links).to_have_count(2)
    assert asked == []
    links.first.click()
    expect(page.locator(SEEN)).to_have_js_property("complete", True)
    assert [url.rpartition("/media")[2] for url in asked] == [second.url(400).removeprefix("/media")]
    expect(page.get_by_role("dialog")).to_be_hidden()
