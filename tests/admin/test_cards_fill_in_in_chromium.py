"""Cards in the editor, in a real browser: what they say while their copies come, fail, and come again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from columns.markup.embedded import figure_of
from columns.models import Embed, Entry, Post
from columns.outside.reasons import Reason
from tests.barriers import ITS_OWN, barriers
from tests.orm import Orm

from .embedded import ARTICLE, POST, VIDEO, fail, settle
from .pasted import PASTE
from .test_embeds_in_chromium import cards
from .writing import editor


def card_of(page: Page, url: str, text: Locator | None = None) -> Locator:
    """A card in a new text, of which the server knows."""
    (text or editor(page)).evaluate(PASTE, {"text/plain": url})
    with page.expect_response(lambda answer: "/embed/card/" in answer.url):
        pass
    return cards(page).first


def test_a_card_fills_in_while_one_goes_on_writing(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    card = card_of(writer_page, ARTICLE, text)
    writer_page.keyboard.type("Meanwhile")
    orm(settle, ARTICLE)
    expect(card.get_by_text("Ceasefire agreed")).to_be_visible()
    expect(card.get_by_role("status")).to_have_text("")
    writer_page.keyboard.type(" and on.")
    expect(text.locator("> p")).to_have_text("Meanwhile and on.")
    expect(card).to_have_accessible_name("Embed: Ceasefire agreed")
    expect(card.get_by_role("link", name="Edit the copy")).to_have_attribute("target", "_blank")


def test_nothing_in_a_card_leads_away_or_takes_the_focus(writer_page: Page, live_post: Post, orm: Orm) -> None:
    card = card_of(writer_page, ARTICLE)
    orm(settle, ARTICLE)
    link = card.get_by_text("Ceasefire agreed")
    expect(link).to_be_visible()
    link.click(force=True)
    expect(card).to_have_class("embed-card ProseMirror-selectednode")
    assert writer_page.url.endswith("/entry/add/")
    assert card.locator(".shown-card").get_attribute("inert") is not None


def test_a_failure_says_why_and_can_be_tried_again(writer_page: Page, live_post: Post, orm: Orm) -> None:
    card = card_of(writer_page, ARTICLE)
    orm(fail, ARTICLE, Reason.TOO_SLOW)
    expect(card.get_by_role("status")).to_have_text(f"{Reason.TOO_SLOW.label} Readers see a link.")
    card.get_by_role("button", name="Try again").click()
    expect(card.get_by_role("status")).to_have_text("Fetching…")
    orm(settle, ARTICLE)
    expect(card.get_by_text("Ceasefire agreed")).to_be_visible()
    card.get_by_role("button", name="Fetch again").click()
    expect(card.get_by_role("status")).to_have_text("Fetching…")
    orm(settle, ARTICLE, title="Ceasefire holds")
    expect(card.get_by_text("Ceasefire holds")).to_be_visible()


def test_what_the_server_refuses_says_why_and_stays_as_it_is(writer_page: Page, live_post: Post) -> None:
    editor(writer_page).evaluate(PASTE, {"text/plain": "https://exa..mple.org/"})
    expect(cards(writer_page).get_by_role("status")).to_contain_text("malformed")
    expect(cards(writer_page).get_by_role("button", name="Keep as a link")).to_be_visible()


def test_several_cards_are_asked_about_at_once_and_no_longer_than_they_wait(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    asked: list[str] = []
    writer_page.on("request", lambda sent: asked.append(sent.url) if "/embed/card/" in sent.url else None)
    text = editor(writer_page)
    card_of(writer_page, f"{ARTICLE}\n{POST}\n{VIDEO}", text)
    assert len(asked) == 1
    orm(settle, ARTICLE)
    orm(settle, POST, title="A post")
    orm(fail, VIDEO)
    expect(cards(writer_page).filter(has_text="Ceasefire agreed")).to_have_count(1)
    expect(cards(writer_page).get_by_text(str(Reason.TOO_SLOW.label))).to_be_visible()
    assert asked[-1].count("id=") == 3
    before = len(asked)
    card = card_of(writer_page, "https://example.org/other", text)  # another look, which is about none of them
    expect(card).to_be_visible()
    assert all("id=" not in url for url in asked[before : before + 1])


def test_a_server_that_cannot_be_reached_is_named_and_tried_again(
    writer_page: Page, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ["ERR_INTERNET_DISCONNECTED"]
    card = card_of(writer_page, ARTICLE)
    writer_page.context.set_offline(True)
    expect(card.get_by_role("status")).to_contain_text("cannot be reached")
    writer_page.context.set_offline(False)
    orm(settle, ARTICLE)
    expect(card.get_by_text("Ceasefire agreed")).to_be_visible()


def test_no_barrier_stands_in_a_card_nor_in_the_dialogue(
    writer_page: Page, publish: Callable[..., Entry], orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ITS_OWN
    entry = publish("Three", figure_of(ARTICLE) + figure_of(POST) + figure_of(VIDEO))
    orm(settle, ARTICLE)
    orm(fail, VIDEO)
    writer_page.set_viewport_size({"width": 360, "height": 800})
    editor(writer_page, f"/admin/columns/entry/{entry.pk}/change/")
    expect(cards(writer_page).get_by_text("Ceasefire agreed")).to_be_visible()
    found = barriers(writer_page)
    assert writer_page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in cards(writer_page).get_by_role("button").all():
        box = button.bounding_box()
        assert not box or min(box["width"], box["height"]) >= 24
    writer_page.get_by_role("button", name="Embed from an address").click()
    expect(writer_page.get_by_role("dialog")).to_be_visible()
    assert writer_page.evaluate("document.documentElement.scrollWidth") <= 360
    found += barriers(writer_page)
    writer_page.goto(f"/admin/columns/embed/{orm(Embed.objects.get, url=ARTICLE).pk}/change/")
    expect(writer_page.locator(".shown-card").get_by_text("Ceasefire agreed")).to_be_visible()
    assert writer_page.evaluate("document.documentElement.scrollWidth") <= 360
    found += barriers(writer_page)
    assert not found
