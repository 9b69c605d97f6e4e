"""Cards in a real browser: nobody else is asked before a click, nothing moves, and what plays goes on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from columns.markup.embedded import figure_of
from columns.models import Entry, Post
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import take_embed
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText
from tests.browsers import is_foreign, witnessed
from tests.embeds.kept import THINGS, keep, keep_all
from tests.live_server import LiveServer
from tests.orm import Orm

Follow = Callable[..., Page]
Verb = Callable[..., Any]
Publish = Callable[..., Entry]
FILM = THINGS["youtube"]
YOUTUBE = "https://www.youtube-nocookie.com/"
WATCH_SHIFTS = """
window.shifts = 0
new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts += entry.value })
  .observe({ type: "layout-shift", buffered: true })
"""


@pytest.fixture
def asked(reader_page: Page, live: LiveServer, forgiven: list[str]) -> list[str]:
    """What the reader's browser asks of other sites, whose frames are played here; and our thumbnails, served."""
    asked: list[str] = []
    forgiven.append("asked https://")

    def elsewhere(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<title>A player</title><button>Play</button>")

    reader_page.context.route(lambda url: is_foreign(url, live), elsewhere)
    reader_page.context.route("**/media/**", lambda route: route.fulfill(content_type="image/jpeg", body=_picture()))
    return asked


@pytest.fixture
def film(alice: User, publish: Publish, orm: Orm) -> Entry:
    """An entry with a film."""
    orm(keep, alice, FILM.url, **FILM.said)
    return publish("The briefing", f"<p>Before.</p>{figure_of(FILM.url)}<p>After.</p>")


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 36), "grey").save(made, "JPEG")
    return made.getvalue()


def test_nobody_else_is_asked_before_a_click_and_nothing_moves(
    reader_page: Page, asked: list[str], live_post: Post, publish: Publish, follow: Follow, alice: User, orm: Orm
) -> None:
    reader_page.add_init_script(WATCH_SHIFTS)
    for embed in orm(keep_all, alice).values():
        publish("", figure_of(embed.url))
    held: list[Route] | None = []

    def later(route: Route) -> None:
        route.fallback() if held is None else held.append(route)

    reader_page.route("**/media/**", later)
    page = follow(live_post)
    expect(page.locator(".card")).to_have_count(len(THINGS))
    # The live bar has come; from here on it is the cards that may move something.
    page.evaluate("window.shifts = 0")
    waiting, held = held, None
    for route in waiting:
        route.fallback()
    for image in page.locator(".card img").all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
    for button in page.locator("[data-play]").all():
        expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.evaluate("window.shifts") == 0


def test_a_click_asks_the_host_of_the_frame_and_no_other(
    asked: list[str], live_post: Post, film: Entry, follow: Follow
) -> None:
    page = follow(live_post)
    page.get_by_role("button", name="Play from YouTube").click()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()
    assert asked == [f"{YOUTUBE}embed/dQw4w9WgXcQ"]
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts allow-same-origin allow-popups")
    expect(frame).to_have_attribute("title", "YouTube: Briefing of the general staff, 7 October, in full")
    expect(frame).to_be_focused()
    expect(page.locator("[data-play]")).to_be_hidden()
    box = frame.bounding_box()
    assert box
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02


def test_a_card_is_played_by_keyboard(asked: list[str], live_post: Post, film: Entry, follow: Follow) -> None:
    page = follow(live_post)
    button = page.get_by_role("button", name="Play from YouTube")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_focused()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()


def test_what_plays_is_closed_again_and_our_copy_comes_back(
    asked: list[str], live_post: Post, film: Entry, follow: Follow
) -> None:
    page = follow(live_post)
    play = page.get_by_role("button", name="Play from YouTube")
    close = page.get_by_role("button", name="Close it again")
    expect(close).to_be_hidden()
    play.click()
    page.get_by_role("checkbox", name="Always load from YouTube on this device").check()
    close.click()
    expect(page.locator("iframe")).to_have_count(0)
    expect(play).to_be_focused()
    play.click()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()


def test_the_choice_to_load_always_is_remembered_by_provider_and_can_be_taken_back(
    asked: list[str], live_post: Post, film: Entry, publish: Publish, follow: Follow, alice: User, orm: Orm
) -> None:
    vimeo = orm(keep, alice, THINGS["vimeo"].url)
    publish("Another", figure_of(vimeo.url))
    page = follow(live_post)
    always = page.get_by_role("checkbox", name="Always load from YouTube on this device")
    expect(always).to_be_hidden()
    page.get_by_role("button", name="Play from YouTube").click()
    always.check()

    page = follow(live_post)
    page.locator("iframe").scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(1)
    assert all(url.startswith(YOUTUBE) for url in asked)
    expect(always).to_be_checked()
    always.uncheck()

    page = follow(live_post)
    expect(page.get_by_role("button", name="Play from YouTube")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_an_embed_that_settles_or_is_withdrawn_changes_an_open_page(
    asked: list[str], live_post: Post, publish: Publish, follow: Follow, alice: User, verb: Verb, orm: Orm
) -> None:
    orm(take_embed, by=alice, url=FILM.url)
    entry = publish("The briefing", figure_of(FILM.url))
    page = follow(live_post)
    article = page.locator(f"#e-{entry.pk}")
    expect(article).to_contain_text("Video on YouTube")
    embed = orm(keep, alice, FILM.url, **FILM.said)
    expect(article).to_contain_text("Briefing of the general staff")
    page.get_by_role("button", name="Play from YouTube").click()
    expect(article.locator("iframe")).to_be_visible()
    verb(withdraw_embed, embed=embed, reason="It named a witness.")
    expect(article).to_contain_text("It named a witness.")
    expect(article.locator("iframe")).to_have_count(0)


def test_in_a_long_entry_nothing_moves_when_a_card_above_settles(
    asked: list[str], live_post: Post, publish: Publish, follow: Follow, alice: User, orm: Orm
) -> None:
    orm(keep, alice, FILM.url, **FILM.said)
    late = THINGS["telegram"]
    orm(take_embed, by=alice, url=late.url)
    words = f"<p>{'Words of an update. ' * 120}</p>"
    entry = publish("The briefing", f"{figure_of(late.url)}{words}{figure_of(FILM.url)}{words}")
    page = follow(live_post)
    film = page.locator(f"#e-{entry.pk} .card-video")
    film.evaluate("card => window.scrollTo(0, card.getBoundingClientRect().top + scrollY - 300)")
    before = film.evaluate("card => card.getBoundingClientRect().top")
    orm(keep, alice, late.url, **late.said)
    expect(page.locator(f"#e-{entry.pk}")).to_contain_text("حلب اليوم")
    assert abs(film.evaluate("card => card.getBoundingClientRect().top") - before) <= 1


def test_what_plays_goes_on_while_its_entry_is_amended(
    asked: list[str], live_post: Post, film: Entry, follow: Follow, verb: Verb, orm: Orm, alice: User
) -> None:
    page = follow(live_post)
    page.get_by_role("button", name="Play from YouTube").click()
    expect(page.frame_locator("iframe").get_by_role("button")).to_be_visible()
    other = orm(keep, alice, THINGS["vimeo"].url)
    body = f"<p>More.</p><p>Corrected.</p>{figure_of(other.url)}<p>Then.</p>{figure_of(FILM.url)}"
    verb(amend_entry, entry=film, text=replace(orm(EntryText.of, film), body=body), revision=1)
    expect(page.locator(f"#e-{film.pk}")).to_contain_text("Corrected.")
    expect(page.locator(f"#e-{film.pk} .card")).to_have_count(2)
    expect(page.locator("iframe")).to_have_count(1)
    orm(keep, alice, FILM.url, title="Another title")
    expect(page.locator(f"#e-{film.pk}")).to_contain_text("Another title")
    expect(page.frame_locator("iframe").get_by_role("button")).to_be_visible()
    assert len(asked) == 1  # loaded once, and never again


def test_a_sound_plays_in_a_frame_of_ours_that_asks_its_host_alone(
    asked: list[str], live_post: Post, publish: Publish, follow: Follow, alice: User, orm: Orm
) -> None:
    sound = THINGS["media"]
    orm(keep, alice, sound.url, **sound.said)
    publish("The evening", figure_of(sound.url))
    page = follow(live_post)
    page.get_by_role("button", name="Play from sound.example").click()
    expect(page.frame_locator("iframe").locator("audio")).to_be_visible()
    expect(page.locator("iframe")).to_have_attribute("sandbox", "allow-same-origin")
    page.wait_for_load_state("networkidle")
    assert set(asked) == {sound.url}
    link = page.get_by_role("link", name="Listen in a new window")
    expect(link).to_have_attribute("target", "_blank")


def test_without_scripts_there_is_the_link_and_no_dead_button(
    browser: Browser, live: LiveServer, live_post: Post, film: Entry, forgiven: list[str], orm: Orm
) -> None:
    with witnessed(browser, live, forgiven, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(orm(live_post.get_absolute_url))
        expect(page.locator("[data-play]")).to_be_hidden()
        expect(page.locator("[data-always]")).to_be_hidden()
        expect(page.locator(".player")).to_be_hidden()  # nor the empty space of a film without a picture
        link = page.get_by_role("link", name="Briefing of the general staff, 7 October, in full")
        expect(link).to_have_attribute("href", FILM.url)
