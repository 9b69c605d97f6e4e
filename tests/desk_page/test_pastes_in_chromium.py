"""A whole web page that is pasted at the desk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from columns.markup.sanitise import BODY_CAP
from columns.models import Post
from tests.admin.pasted import PASTE

from .at_desk import composer, sit_down

#: One section of it, in Arabic: lists and quotations run from the right.
SECTION = "<h2>أنباء</h2><blockquote><p>قال شهود إن غارتين وقعتا قرب المطار.</p></blockquote><ul><li>المطار</li></ul>"


def test_it_comes_whole_with_its_directions_and_what_is_left_out_or_too_long_is_said_at_once(
    writer_page: Page, live_post: Post, forgiven: list[str]
) -> None:
    forgiven.append("status of 422")  # what is too long, the server does not keep
    page, sections = writer_page, BODY_CAP // len(SECTION.encode())
    text = sit_down(page, live_post)
    whole = f"<nav>Menu</nav><form>{SECTION * sections}<p>The end.</p></form>"
    text.evaluate(PASTE, {"text/html": whole})
    expect(page.locator("[data-notices]")).to_contain_text("Pasted without what is no text")
    expect(composer(page).get_by_text("one update can hold 256 KB")).to_be_visible()
    expect(text.locator("ul[dir=rtl]")).to_have_count(sections)
    expect(text.locator("blockquote[dir=rtl]")).to_have_count(sections)
    expect(text).to_contain_text("The end.")
    expect(text).not_to_contain_text("Menu")

    page.keyboard.press("Control+A")
    page.keyboard.type("Short again.")
    expect(composer(page).locator("[data-too-long]")).to_be_hidden()
