"""Several forms on one desk, each on its own; and a laptop whose clock is put back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from columns.models import Column, Post
from columns.publishing.columns import change_column
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText
from tests.images.drawn import drawn, filed
from tests.orm import Orm

from .at_desk import composer, edit, item, send, sit_down


def test_a_picture_on_its_way_in_one_form_holds_up_no_other_and_colleagues_see_which_stays_open(
    writer_page: Page, colleague_page: Page, live_post: Post, orm: Orm, forgiven: list[str], tmp_path: Path
) -> None:
    forgiven.append("ERR_FAILED")
    alice, bob, on_its_way = writer_page, colleague_page, list[Route]()
    for words in ("Two bridges are down.", "The hospital is open."):
        orm(publish_entry, by=None, post=live_post, text=EntryText("", f"<p>{words}</p>"))
    sit_down(bob, live_post)
    sit_down(alice, live_post)
    alice.keyboard.type("From the river:")
    alice.route("**/image/upload/", lambda route: on_its_way.append(route))
    picture = tmp_path / "river.jpg"
    picture.write_bytes(filed(drawn(), "JPEG"))
    with alice.expect_file_chooser() as chooser:
        composer(alice).get_by_role("button", name="Add pictures").click()
    chooser.value.set_files(picture)
    expect(composer(alice).locator(".image-block")).to_contain_text("Sending")

    hospital, bridges = item(bob, "The hospital is open."), item(bob, "Two bridges are down.")
    edit(alice, item(alice, "The hospital is open."))
    edit(alice, item(alice, "Two bridges are down."))
    expect(bridges.locator("[data-editing]")).to_contain_text("alice")
    alice.keyboard.press("Control+End")
    alice.keyboard.type(" One.")
    send(alice)
    expect(item(bob, "Two bridges are down. One.")).to_be_visible()
    expect(hospital.locator("[data-editing]")).to_contain_text("alice")
    composer(alice).locator(".ProseMirror").focus()
    send(alice)
    expect(composer(alice)).to_contain_text("Not sent: a picture is still on its way")
    on_its_way[0].abort()


def test_without_a_line_a_desk_whose_clock_is_put_back_asks_on_and_its_forms_follow_the_column(
    writer_page: Page, live_post: Post, column: Column, orm: Orm
) -> None:
    page = writer_page

    def close(line: WebSocketRoute) -> None:
        line.close()

    page.route_web_socket("**/live", close)
    page.goto(f"/admin/desk/{live_post.pk}/")
    expect(composer(page).get_by_role("button", name="Publish", exact=True)).to_be_visible()
    with page.expect_response("**/changes?*"):
        pass  # it has asked once, by the clock as it was
    page.evaluate("const now = Date.now; Date.now = () => now() - 2 * 3600_000")

    def delay() -> None:
        now = Column.objects.get(pk=column.pk)
        change_column(
            by=None, column=now, revision=now.revision, slug=now.slug, title=now.title, description="",
            state=now.state, time_zone=now.time_zone, language=now.language, safety_delay=300,
        )

    orm(delay)
    expect(composer(page).get_by_role("button", name="Publish after 5 min")).to_be_visible(timeout=30_000)
