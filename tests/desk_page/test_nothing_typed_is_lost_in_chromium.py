"""What is typed at the desk comes through a crash, a dead network and the end of a session."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, Request, Route, expect

from columns.models import Post
from tests.browsers import sign_in
from tests.live_server import LiveServer
from tests.orm import Orm

from .at_desk import bodies, composer, item, send, sit_down


def test_a_crash_a_dead_network_and_the_end_of_a_session_cost_no_word(
    writer_page: Page, live_post: Post, orm: Orm, live: LiveServer, alice: User, forgiven: list[str]
) -> None:
    forgiven += ["ERR_FAILED", "status of 401", "status of 403"]
    context = writer_page.context
    sit_down(writer_page, live_post)
    writer_page.keyboard.type("Half a sentence")
    expect(writer_page.locator("[data-kept]")).to_contain_text("Kept")
    writer_page.close(run_before_unload=False)

    page = context.new_page()
    sit_down(page, live_post)
    page.get_by_role("button", name="Put it back").click()
    expect(composer(page).locator(".ProseMirror")).to_have_text("Half a sentence")

    def drop(route: Route, request: Request) -> None:
        route.abort() if request.method == "POST" else route.fallback()

    context.route("**/entries/", drop)
    page.keyboard.type(" and its end.")
    send(page)
    waiting = page.locator("[data-queue] li")
    expect(waiting).to_contain_text("Half a sentence and its end.")
    page.keyboard.type("What came after.")
    send(page)
    expect(waiting).to_have_count(2)
    page.reload()
    expect(waiting).to_have_count(2)
    context.unroute("**/entries/", drop)
    page.get_by_role("button", name="Send now").first.click()
    expect(waiting).to_have_count(0)
    expect(item(page, "What came after.")).to_be_visible()
    sent = ["<p>Half a sentence and its end.</p>", "<p>What came after.</p>"]
    assert bodies(orm) == sent

    sit_down(page, live_post)
    context.clear_cookies()
    page.keyboard.type("Signed out meanwhile.")
    over = page.get_by_role("alert").filter(has_text="You are signed out.")
    expect(over.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    send(page)
    expect(waiting).to_contain_text("Signed out meanwhile.")
    sign_in(context, alice, live, orm)
    over.get_by_role("button", name="I have signed in").click()
    expect(item(page, "Signed out meanwhile.")).to_be_visible()
    assert bodies(orm) == [*sent, "<p>Signed out meanwhile.</p>"]
