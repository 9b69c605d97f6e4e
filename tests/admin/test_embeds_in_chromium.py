"""Embeds in the editor, in a real browser: how they come into a text, move, go, and stay as they are."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from columns.markup.embedded import figure_of
from columns.models import Embed, Entry, Post
from tests.orm import Orm

from .embedded import ARTICLE, POST, VIDEO, settle
from .pasted import PASTE
from .writing import editor, publish_by_key, tool, until

CARD = ".ProseMirror .embed-card"
LONG = f"https://example.org/{'x' * 10_000}"


def cards(page: Page) -> Locator:
    return page.locator(CARD)


def paste(text: Locator, plain: str, html: str = "") -> None:
    text.evaluate(PASTE, {"text/plain": plain, **({"text/html": html} if html else {})})


def test_a_pasted_address_becomes_a_card_at_its_place_and_the_text_goes_on(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("Before.\n")
    paste(text, ARTICLE)
    expect(cards(writer_page)).to_contain_text("example.org")
    expect(cards(writer_page).get_by_role("status")).to_have_text("Fetching…")
    writer_page.keyboard.type("After.")
    entry = publish_by_key(writer_page, orm)
    assert entry.body == f'<p dir="auto">Before.</p>{figure_of(ARTICLE)}<p dir="auto">After.</p>'
    assert orm(Embed.objects.get).state == Embed.State.PENDING


def test_a_typed_address_becomes_a_card_on_enter_and_one_undo_makes_it_text_again(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type(f"Before.\n{ARTICLE}\n")
    expect(cards(writer_page)).to_have_count(1)
    writer_page.keyboard.press("Control+z")
    expect(cards(writer_page)).to_have_count(0)
    expect(text).to_contain_text(ARTICLE)
    writer_page.keyboard.press("Enter")  # text it stays
    writer_page.keyboard.type("After.")
    expect(cards(writer_page)).to_have_count(0)
    body = publish_by_key(writer_page, orm).body
    assert body.startswith('<p dir="auto">Before.</p><p dir="auto">')
    assert "figure" not in body


def test_undo_makes_a_pasted_address_text_and_once_more_takes_it_away(writer_page: Page, live_post: Post) -> None:
    text = editor(writer_page)
    paste(text, ARTICLE)
    expect(cards(writer_page)).to_have_count(1)
    writer_page.keyboard.press("Control+z")
    expect(text).to_have_text(ARTICLE)
    writer_page.keyboard.press("Control+z")
    expect(text).to_have_text("")


def test_lines_of_text_and_addresses_become_paragraphs_and_cards(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    paste(editor(writer_page), f"Seen today:\n{POST}\n{ARTICLE}\nand\n{VIDEO}\n")
    expect(cards(writer_page)).to_have_count(3)
    assert publish_by_key(writer_page, orm).body == (
        f'<p dir="auto">Seen today:</p>{figure_of(POST)}{figure_of(ARTICLE)}<p dir="auto">and</p>{figure_of(VIDEO)}'
    )


LINKS = (
    f'<meta charset="utf-8"><a href="{ARTICLE}">Ceasefire agreed</a>',
    f'<p><a href="{ARTICLE}">{ARTICLE}</a></p>',
    f"<div>{ARTICLE}<br></div>",
)


def test_a_paste_that_is_only_a_link_becomes_a_card(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    for number, html in enumerate(LINKS, 1):
        paste(text, ARTICLE, html)
        expect(cards(writer_page)).to_have_count(number)
    assert publish_by_key(writer_page, orm).body == figure_of(ARTICLE) * len(LINKS)


def test_an_address_in_running_text_or_in_a_list_stays_text(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("As told at ")
    paste(text, ARTICLE)
    writer_page.keyboard.press("Enter")
    tool(writer_page, "List").click()
    paste(text, POST)
    writer_page.keyboard.press("Enter")
    expect(cards(writer_page)).to_have_count(0)
    body = publish_by_key(writer_page, orm).body
    assert "figure" not in body
    assert ARTICLE in body
    assert POST in body


def test_what_no_card_can_be_made_of_stays_text(writer_page: Page, live_post: Post) -> None:
    text = editor(writer_page)
    for words in (LONG, "javascript:alert(1)", "mailto:a@example.org", "https://a@example.org/", "https://example"):
        paste(text, words)
        writer_page.keyboard.press("Enter")
        expect(text).to_contain_text(words)
    expect(cards(writer_page)).to_have_count(0)


def test_the_button_asks_for_the_address_and_says_what_is_wrong_with_it(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    editor(writer_page)
    writer_page.keyboard.type("Before.")
    tool(writer_page, "Embed from an address").click()
    dialog = writer_page.get_by_role("dialog", name="Embed from an address")
    address = dialog.get_by_label("Address of the page, post, video or map")
    expect(address).to_be_focused()
    writer_page.keyboard.type("javascript:x\n")
    expect(dialog.get_by_role("alert")).to_contain_text("not a complete web address")
    address.fill(ARTICLE)
    writer_page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(cards(writer_page)).to_have_count(1)
    writer_page.keyboard.type("After.")
    assert publish_by_key(writer_page, orm).body == (
        f'<p dir="auto">Before.</p>{figure_of(ARTICLE)}<p dir="auto">After.</p>'
    )


def test_who_leaves_the_dialogue_goes_on_writing(writer_page: Page, live_post: Post) -> None:
    text = editor(writer_page)
    tool(writer_page, "Embed from an address").click()
    writer_page.keyboard.press("Escape")
    expect(text).to_be_focused()
    writer_page.keyboard.type("On.")
    expect(text).to_have_text("On.")


def test_a_card_moves_by_keyboard_by_its_buttons_and_by_dragging(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    paste(text, f"One.\n{ARTICLE}\nTwo.")
    order = "() => [...document.querySelectorAll('.ProseMirror > *')].map((each) => each.localName).join(' ')"

    def stands(names: str) -> None:
        until(writer_page, f"() => ({order})() === '{names}'")

    stands("p figure p")
    cards(writer_page).locator("strong").click()
    expect(cards(writer_page)).to_have_class("embed-card ProseMirror-selectednode")
    writer_page.keyboard.press("Alt+ArrowUp")
    stands("figure p p")
    cards(writer_page).get_by_role("button", name="Move down").click()
    stands("p figure p")
    cards(writer_page).locator("strong").drag_to(text.locator("p").first, target_position={"x": 4, "y": 2})
    stands("figure p p")
    assert publish_by_key(writer_page, orm).body == f'{figure_of(ARTICLE)}<p dir="auto">One.</p><p dir="auto">Two.</p>'


def test_a_card_is_removed(writer_page: Page, live_post: Post, orm: Orm) -> None:
    paste(editor(writer_page), f"One.\n{ARTICLE}\n{VIDEO}\n{ARTICLE}/2\n{POST}\nTwo.")
    expect(cards(writer_page)).to_have_count(4)
    for left, how in ((3, "Backspace"), (2, "Delete"), (1, "button")):
        first = cards(writer_page).first
        if how == "button":
            first.get_by_role("button", name="Remove").click()
        else:
            first.locator("strong").click()
            writer_page.keyboard.press(how)
        expect(cards(writer_page)).to_have_count(left)
    assert publish_by_key(writer_page, orm).body == f'<p dir="auto">One.</p>{figure_of(POST)}<p dir="auto">Two.</p>'


def test_a_card_is_kept_as_a_link(writer_page: Page, live_post: Post, orm: Orm) -> None:
    paste(editor(writer_page), ARTICLE)
    cards(writer_page).get_by_role("button", name="Keep as a link").click()
    expect(cards(writer_page)).to_have_count(0)
    writer_page.keyboard.type(" says so")
    body = publish_by_key(writer_page, orm).body
    assert body.startswith(f'<p dir="auto"><a href="{ARTICLE}" rel="noopener nofollow">{ARTICLE}')


def test_what_is_stored_is_shown_as_cards_and_is_stored_unchanged(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    paste(editor(writer_page), f"قال:\n{ARTICLE}\nوقال:\n{POST}\nنعم")
    stored = publish_by_key(writer_page, orm)
    assert stored.body.count("<figure") == 2
    orm(settle, ARTICLE)
    text = editor(writer_page, f"/admin/columns/entry/{stored.pk}/change/")
    expect(cards(writer_page).first.get_by_text("Ceasefire agreed")).to_be_visible()
    expect(text.locator("p").first).to_have_css("direction", "rtl")
    assert writer_page.evaluate("document.querySelector('textarea[name=body]').value") == stored.body
    text.press("Control+End")
    writer_page.keyboard.type("!")
    expect(text).to_contain_text("نعم!")
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    assert orm(Entry.objects.get, pk=stored.pk).body == stored.body.replace("نعم", "نعم!")
