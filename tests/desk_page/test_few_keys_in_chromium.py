"""From the front page of the admin to an update that is out, without a pointer; and under which name."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from columns.models import Post
from columns.publishing.authors import create_author, sign_as
from tests.orm import Orm

from .at_desk import composer, item, send


def test_an_update_takes_three_keys_beyond_its_words_and_knows_a_byline_that_was_made_meanwhile(
    writer_page: Page, live_post: Post, alice: User, orm: Orm
) -> None:
    page = writer_page
    page.goto("/admin/")
    expect(page.get_by_role("link", name="Live desk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="The first week")).to_be_focused()
    page.keyboard.press("Enter")
    expect(composer(page).locator(".ProseMirror")).to_be_focused()

    orm(create_author, by=alice, name="Samar Haddad")
    orm(sign_as, by=alice, name="Alice Munro")
    composer(page).get_by_text("Bylines, times, tags").click()
    expect(composer(page).get_by_label("Add a name").get_by_text("Samar Haddad")).to_be_attached()
    expect(composer(page).locator("[data-bylines]")).to_contain_text("Alice Munro")

    composer(page).locator(".ProseMirror").click()
    page.keyboard.type("Two bridges are down.")
    send(page)
    expect(item(page, "Two bridges are down.")).to_contain_text("Alice Munro")
