"""The desk bars nobody: by axe, on a phone, by keyboard."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from columns.models import Post

from .at_desk import composer, edit, item, send, sit_down

SMALL = """() => [...document.querySelectorAll(".desk-page :is(a, button, summary, input:not([type=hidden]), select)")]
  .filter((element) => element.checkVisibility() && element.getClientRects().length)
  .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < 24 || height < 24 })
  .map((element) => element.outerHTML.slice(0, 120))"""
# Where the keyboard goes, nothing lies over it.
COVERED = """() => [...document.querySelectorAll(".desk-composer [data-more] :is(input:not([type=hidden]), select)")]
  .filter((field) => {
    field.focus()
    const { left, top, width, height } = field.getBoundingClientRect()
    return document.elementFromPoint(left + width / 2, top + height / 2) !== field
  })
  .map(({ name }) => name)"""
IN_SIGHT = "(element) => element.getBoundingClientRect().bottom <= innerHeight"


def test_on_a_phone_all_can_be_hit_and_named_and_the_menu_obeys_the_keyboard(
    writer_page: Page, live_post: Post, forgiven: list[str]
) -> None:
    forgiven += ["Applying inline style", "style-src-elem refused", "Couldn't load preload assets"]  # axe's own
    page = writer_page
    page.set_viewport_size({"width": 360, "height": 740})
    sit_down(page, live_post)
    page.keyboard.type("Two bridges are down.")
    send(page)
    shown = item(page, "Two bridges are down.")
    expect(shown).to_be_visible()
    expect(composer(page).locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(shown).to_be_focused()
    page.keyboard.press("m")
    expect(shown.locator(".desk-menu__list :is(button, a)").first).to_be_focused()
    assert shown.locator(".desk-menu__list :is(button, a)").last.evaluate(IN_SIGHT)
    page.keyboard.press("Escape")
    expect(shown.get_by_text("More", exact=True)).to_be_focused()
    page.keyboard.press("m")
    shown.get_by_role("button", name="Withdraw").click()
    asked = page.get_by_role("dialog", name="Withdraw")
    for words in ("Two bridges are down.", "Readers see the reason"):
        expect(asked).to_contain_text(words)
    asked.get_by_role("button", name="Cancel").click()

    edit(page, shown)
    composer(page).get_by_text("Bylines, times, tags").click()
    assert page.evaluate(SMALL) == []
    assert page.evaluate(COVERED) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
