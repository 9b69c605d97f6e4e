"""Writing: the moves of somebody who writes an entry in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from columns.models import Entry
from tests.orm import Orm

ADD = "/admin/columns/entry/add/"


def editor(page: Page, address: str = ADD) -> Locator:
    """The text of the form at `address`, ready to be written in."""
    page.goto(address)
    # Before the editor is there, a plain text area has that name.
    text = page.get_by_role("textbox", name="Text:").and_(page.locator(".ProseMirror"))
    expect(text).to_be_editable()
    text.focus()
    return text


def tool(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar", name="Formatting").get_by_role("button", name=name, exact=True)


def publish_by_key(page: Page, orm: Orm) -> Entry:
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    return orm(Entry.objects.latest, "first_seq")  # type: ignore[no-any-return]


def until(page: Page, is_so: str) -> None:
    """Wait in the page until a function there says so. (Playwright's own wait evaluates a string between the frames,
    which our policy refuses.)
    """
    look = "const look = () => (" + is_so + ")() ? done() : requestAnimationFrame(look)"
    page.evaluate("() => new Promise(done => { " + look + "; look() })")
