"""At the desk: the moves of somebody who works on a post's page in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from columns.models import Entry, Post
from tests.orm import Orm


def sit_down(page: Page, post: Post) -> Locator:
    """The text of a new update at the desk of `post`, ready to be written in; the live line stands."""
    page.goto(f"/admin/desk/{post.pk}/")
    text = composer(page).locator(".ProseMirror")
    expect(text).to_be_editable()
    expect(page.locator("[data-connection=live]")).to_be_visible()
    text.click()
    return text


def composer(page: Page) -> Locator:
    return page.locator(".desk-composer .desk-form")


def item(page: Page, words: str) -> Locator:
    """The entry on the desk that says so."""
    return page.locator(".desk-item").filter(has_text=words)


def edit(page: Page, shown: Locator) -> Locator:
    """The text of an entry, opened in its place, with the cursor at its end."""
    shown.get_by_role("button", name="Edit this entry").click()
    text = shown.locator(".desk-form .ProseMirror")
    expect(text).to_be_focused()
    return text


def send(page: Page) -> None:
    page.keyboard.press("Control+Enter")


def bodies(orm: Orm) -> list[str]:
    """The texts of all entries, in the order of their publication; each is marked to run as its words do."""
    found = orm(lambda: list(Entry.objects.order_by("first_seq").values_list("body", flat=True)))
    return [body.replace(' dir="auto"', "") for body in found]
