"""Words are not lost on their way: what was sent and not saved comes back, and nothing interrupts who writes."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from columns.models import Entry, Post
from tests.conftest import PASSWORD
from tests.orm import Orm

from .writing import editor


def test_a_session_that_ran_out_takes_no_words_with_it(
    writer_page: Page, live_post: Post, alice: User, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("Two hours of notes.")
    writer_page.get_by_label("Headline:").fill("From the border")
    writer_page.context.clear_cookies(name="sessionid")
    writer_page.get_by_role("button", name="Publish").click()

    writer_page.get_by_label("Username").fill(alice.username)
    writer_page.get_by_label("Password").fill(PASSWORD)
    writer_page.get_by_role("button", name="Log in").click()
    writer_page.get_by_role("button", name="Put it back").click()
    expect(writer_page.get_by_label("Headline:")).to_have_value("From the border")
    expect(text).to_contain_text("Two hours of notes.")
    writer_page.get_by_role("button", name="Publish").click()
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    entry = orm(Entry.objects.get)
    assert (entry.headline, entry.body) == ("From the border", '<p dir="auto">Two hours of notes.</p>')
    writer_page.goto("/admin/columns/entry/add/")
    expect(writer_page.get_by_role("button", name="Put it back")).to_be_hidden()


def test_a_script_that_comes_late_takes_the_focus_from_nobody(writer_page: Page, live_post: Post) -> None:
    late: list[Route] = []
    writer_page.route("**/admin/js/change_form*.js", lambda route: late.append(route))
    writer_page.goto("/admin/columns/entry/add/", wait_until="domcontentloaded")
    expect(writer_page.get_by_label("Headline:")).to_be_focused()
    text = writer_page.locator(".ProseMirror")
    expect(text).to_be_editable()
    text.focus()
    writer_page.keyboard.type("Two hours")
    for route in late:
        route.continue_()
    writer_page.wait_for_load_state("load")
    writer_page.keyboard.type(" of notes.")
    expect(text).to_have_text("Two hours of notes.")


def test_what_is_typed_before_the_editor_comes_stays_and_the_typing_goes_on(
    writer_page: Page, live_post: Post
) -> None:
    late: list[Route] = []
    writer_page.route("**/django_prose_editor/configurable*.js", lambda route: late.append(route))
    writer_page.goto("/admin/columns/entry/add/", wait_until="commit")
    writer_page.get_by_role("textbox", name="Text:").focus()
    writer_page.keyboard.type("Two hours")
    assert late
    for route in late:
        route.continue_()
    text = writer_page.locator(".ProseMirror")
    expect(text).to_be_focused()
    writer_page.keyboard.type(" of notes.")
    expect(text).to_have_text("Two hours of notes.")
