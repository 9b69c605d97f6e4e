"""What is being written at the desk, while its entry, or an earlier sending of it, goes its own way."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from playwright.sync_api import Page, Request, Route, expect

from columns.models import Entry, Membership, Post, Writing
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.revisions import blank_revision
from columns.publishing.texts import EntryText
from tests.orm import Orm

from .at_desk import bodies, composer, edit, item, send, sit_down

#: All that this browser keeps of texts, whosever they are.
KEPT_HERE = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("desk", 1)
  request.onerror = () => reject(request.error)
  request.onsuccess = () => {
    const texts = request.result.transaction("texts").objectStore("texts").getAll()
    texts.onsuccess = () => resolve(JSON.stringify(texts.result))
  }
})"""


def test_a_text_that_had_arrived_unheard_is_taken_back_changed_and_sent_and_is_one_entry(
    writer_page: Page, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ["ERR_FAILED", "409"]
    page = writer_page

    def lose_the_answer(route: Route, request: Request) -> None:
        if request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route("**/entries/", lose_the_answer)
    sit_down(page, live_post)
    page.keyboard.type("Two bridges are down.")
    send(page)
    page.get_by_role("button", name="Back into the form").click()
    expect(page.locator("[data-queue] li")).to_have_count(0)
    page.unroute("**/entries/")
    composer(page).locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" A third holds.")
    send(page)
    question = page.get_by_role("dialog", name="An earlier sending had arrived")
    question.get_by_role("button", name="Keep mine").click()
    expect(item(page, "A third holds.")).to_have_count(1)
    expect(composer(page).locator(".ProseMirror")).to_have_text("")
    page.keyboard.type("What came after.")
    send(page)
    expect(item(page, "What came after.")).to_have_count(1)
    assert bodies(orm) == ["<p>Two bridges are down. A third holds.</p>", "<p>What came after.</p>"]


def test_a_text_that_the_server_stumbles_over_does_not_block_those_behind_it_for_ever(
    writer_page: Page, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven.append("status of 500")
    page = writer_page

    def stumble(route: Route, request: Request) -> None:
        is_broken = request.method == "POST" and "A stone." in (request.post_data or "")
        route.fulfill(status=500) if is_broken else route.fallback()

    page.route("**/entries/", stumble)
    sit_down(page, live_post)
    waiting = page.locator("[data-queue] li")
    for number, words in enumerate(("A stone.", "What comes after."), 1):
        page.keyboard.type(words)
        send(page)
        expect(waiting).to_have_count(number)
    while waiting.count() == 2:  # each press is one more try
        page.get_by_role("button", name="Send now").first.click()
        page.wait_for_load_state("networkidle")
    expect(waiting).to_have_text([re.compile("A stone.")])
    page.unroute("**/entries/")
    page.get_by_role("button", name="Send now").click()
    expect(waiting).to_have_count(0)
    assert bodies(orm) == ["<p>What comes after.</p>", "<p>A stone.</p>"]


def test_an_entry_that_is_published_or_discarded_meanwhile_takes_no_word_with_it(
    writer_page: Page, live_post: Post, orm: Orm, bob: User, forgiven: list[str]
) -> None:
    forgiven.append("404")
    page = writer_page
    orm(Membership.objects.create, user=bob, column=live_post.column, role=Membership.Role.CHIEF)
    drafts = [
        orm(save_draft, by=bob, post=live_post, text=EntryText(body=f"<p>{words}</p>")) for words in ("One.", "Two.")
    ]
    sit_down(page, live_post)
    published, discarded = (page.locator(f"#d-{each.pk}") for each in drafts)
    edit(page, published)
    page.keyboard.type(" More of one.")
    orm(publish_entry, by=bob, post=live_post, text=orm(EntryText.of, drafts[0]), entry=drafts[0])
    expect(page.get_by_text("What you send now changes what readers see.")).to_be_visible()
    published.get_by_role("button", name="Publish changes").click()
    expect(published.locator(".desk-form")).to_have_count(0)

    edit(page, discarded)
    page.keyboard.type(" More of two.")
    orm(discard_draft, by=bob, entry=drafts[1])
    expect(page.get_by_text("The entry that you edit has gone from this desk.")).to_be_visible()
    discarded.locator(".ProseMirror").click()
    send(page)
    expect(discarded.get_by_text("This entry is not there any more.")).to_be_visible()
    discarded.locator(".ProseMirror").click()
    send(page)
    expect(item(page, "Two. More of two.")).to_have_attribute("data-state", "published")
    assert bodies(orm) == ["<p>One. More of one.</p>", "<p>Two. More of two.</p>"]


def test_what_a_browser_kept_of_a_text_that_was_blanked_is_offered_to_nobody(
    writer_page: Page, live_post: Post, orm: Orm, bob: User
) -> None:
    orm(Membership.objects.create, user=bob, column=live_post.column, role=Membership.Role.CHIEF)
    entry: Entry = orm(publish_entry, by=bob, post=live_post, text=EntryText(body="<p>Said the canary.</p>"))
    page = writer_page
    sit_down(page, live_post)
    edit(page, page.locator(f"#d-{entry.pk}"))
    page.keyboard.type(" And more.")
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    page.close(run_before_unload=False)
    orm(amend_entry, by=bob, entry=entry, text=EntryText(body="<p>Somebody said.</p>"), revision=1)
    orm(blank_revision, by=bob, revision=orm(entry.revisions.get, number=1))
    page = writer_page.context.new_page()
    sit_down(page, live_post)
    expect(page.get_by_text("has been let go")).to_be_visible()
    assert "canary" not in page.locator("[data-notices]").inner_text()
    page.reload()
    expect(composer(page).locator(".ProseMirror")).to_be_editable()
    expect(page.get_by_text("has been let go")).to_have_count(0)


def test_a_form_on_a_text_that_is_blanked_closes_and_no_open_tab_keeps_a_word_of_it(
    writer_page: Page, live_post: Post, orm: Orm, bob: User
) -> None:
    orm(Membership.objects.create, user=bob, column=live_post.column, role=Membership.Role.CHIEF)
    told, later = (
        orm(publish_entry, by=bob, post=live_post, text=EntryText(body=f"<p>Said {who}.</p>"))
        for who in ("the canary", "the magpie")
    )
    orm(amend_entry, by=bob, entry=later, text=EntryText(body="<p>Said a bird.</p>"), revision=1)
    page, other = writer_page, writer_page.context.new_page()
    sit_down(page, live_post)
    sit_down(other, live_post)
    edit(page, page.locator(f"#d-{later.pk}"))
    page.keyboard.type(" It flew.")
    edit(page, page.locator(f"#d-{told.pk}"))
    with page.expect_response(lambda answer: "canary" in (answer.request.post_data or "")):
        page.keyboard.type(" And more of the canary.")
    assert "canary" in other.evaluate(KEPT_HERE)

    orm(amend_entry, by=bob, entry=told, text=EntryText(body="<p>Somebody said.</p>"), revision=1)
    for entry in (told, later):
        orm(blank_revision, by=bob, revision=orm(entry.revisions.get, number=1))
    expect(page.get_by_text("was taken out of its entry to keep somebody safe")).to_be_visible()
    expect(page.locator(f"#d-{told.pk} .desk-form")).to_have_count(0)
    expect(page.locator(f"#d-{told.pk}")).to_contain_text("The form was closed to keep somebody safe")
    expect(page.locator(f"#d-{later.pk} .ProseMirror")).to_have_text("Said a bird. It flew.")
    for tab in (page, other):
        expect(tab.locator(f"#d-{told.pk}")).to_contain_text("Somebody said.")
        assert "canary" not in tab.evaluate(KEPT_HERE)
        assert "canary" not in tab.content()
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    assert "It flew." in page.evaluate(KEPT_HERE)
    (kept,) = orm(lambda: list(Writing.objects.all()))
    assert kept.entry_id == later.pk
