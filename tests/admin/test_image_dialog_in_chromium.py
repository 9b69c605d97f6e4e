"""Pictures described in a real browser: in the dialogue and on their pages, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from columns.models import Image, Post
from tests.barriers import ITS_OWN, barriers
from tests.orm import Orm

from .pictured import BRING, SAID, carried, dialog, items, photo, taken, thumbnails
from .writing import ADD, editor

COVERED = {"cover": ("death",), "cover_note": "A body in the street", "identifiable": False, "alt": "A body"}

#: Those that are shown and hard to hit.
TOO_SMALL = """all => all.map(each => each.getBoundingClientRect())
  .filter(({ width, height }) => width && Math.min(width, height) < 24)"""

#: A finger that has moved when the browser takes it over.
SCROLLED = """stage => {
  stage.setPointerCapture = () => {}
  const { x, y } = stage.getBoundingClientRect()
  for (const [kind, by] of [["pointerdown", 20], ["pointermove", 120], ["pointercancel", 0]])
    stage.dispatchEvent(new PointerEvent(kind, { clientX: x + by, clientY: y + by, pointerId: 7, bubbles: true }))
}"""


def test_a_picture_is_described_and_cut_by_keyboard_alone_and_nothing_typed_is_lost(
    writer_page: Page, alice: User, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ["net::ERR_FAILED"]
    orm(taken, alice, "green", **SAID)
    image = orm(taken, alice)
    text = editor(writer_page)
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo())})
    items(writer_page).get_by_role("button", name="Describe").focus()
    writer_page.keyboard.press("Enter")
    expect(dialog(writer_page).get_by_label("Alternative text")).to_be_focused()
    writer_page.keyboard.type("A street")
    writer_page.keyboard.press("Escape")
    expect(dialog(writer_page)).to_contain_text("not kept yet")
    last = dialog(writer_page).get_by_role("button", name="As last time: Alice")
    last.focus()
    writer_page.keyboard.press("Enter")
    expect(dialog(writer_page).get_by_label("Credit")).to_have_value("Alice")
    dialog(writer_page).get_by_text("Focus and crop in numbers").focus()
    writer_page.keyboard.press("Enter")
    dialog(writer_page).get_by_label("Crop: right edge").fill("50")
    writer_page.route("**/describe/", lambda route: route.abort())
    writer_page.keyboard.press("Enter")
    expect(dialog(writer_page)).to_contain_text("The server cannot be reached")
    writer_page.unroute("**/describe/")
    writer_page.keyboard.press("Enter")
    expect(dialog(writer_page)).to_have_count(0)
    expect(items(writer_page).get_by_role("button", name="Describe")).to_be_focused()
    image = orm(Image.objects.get, pk=image.pk)
    assert (image.alt, image.credit, image.crop) == ("A street", "Alice", [0, 0, 500, 1000])


def test_on_the_picture_a_click_sets_the_focus_and_dragging_crops(writer_page: Page, alice: User, orm: Orm) -> None:
    image = orm(taken, alice, **SAID)
    writer_page.goto(f"/admin/columns/image/{image.pk}/change/")
    stage = writer_page.locator("[data-image-cut][data-ready]")
    stage.locator("img").scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    x, y, width, height = box["x"], box["y"], box["width"], box["height"]
    writer_page.mouse.move(x + width / 4, y + height / 4)
    writer_page.mouse.down()
    writer_page.mouse.move(x + width, y + height, steps=4)
    writer_page.mouse.up()
    writer_page.mouse.click(x + width / 4 + width * 0.75 / 2, y + height / 4 + height * 0.6)
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    image = orm(Image.objects.get, pk=image.pk)
    assert image.crop == pytest.approx([250, 250, 1000, 1000], abs=10)
    assert (image.focus_x, image.focus_y) == (pytest.approx(50, abs=2), pytest.approx(80, abs=2))


def test_a_covered_picture_is_not_loaded_before_somebody_asks_for_it(
    writer_page: Page, alice: User, live_post: Post, orm: Orm
) -> None:
    image = orm(taken, alice, **COVERED)
    loaded: list[str] = []
    writer_page.on("request", lambda sent: "/media/" in sent.url and loaded.append(sent.url))
    text = editor(writer_page)
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo())})
    expect(items(writer_page)).to_contain_text("Graphic: death")
    items(writer_page).get_by_role("button", name="Describe").click()
    expect(dialog(writer_page).get_by_label("Caption")).to_be_visible()
    for path in ("", f"{image.pk}/change/"):
        writer_page.goto(f"/admin/columns/image/{path}")
        expect(writer_page.locator("summary").filter(has_text="Graphic: death")).to_be_visible()
    assert not loaded
    writer_page.locator("summary").filter(has_text="Graphic: death").click()
    expect(writer_page.locator("[data-image-cut] img")).to_be_visible()


def test_a_posts_lead_is_brought_in_beside_its_field(
    writer_page: Page, alice: User, live_post: Post, orm: Orm
) -> None:
    image = orm(taken, alice, **SAID)
    writer_page.goto(f"/admin/columns/post/{live_post.pk}/change/")
    with writer_page.expect_file_chooser() as chooser:
        writer_page.get_by_role("button", name="Upload a picture").click()
    chooser.value.set_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    expect(thumbnails(writer_page)).to_have_count(1)
    expect(items(writer_page)).to_contain_text("Sarmin")
    # What comes to nothing takes nothing away.
    panel = writer_page.locator(".image-lead")
    panel.evaluate(BRING, {"kind": "drop", "files": carried(b"no picture")})
    expect(items(writer_page)).to_contain_text("not a picture")
    items(writer_page).get_by_role("button", name="Remove").click()
    expect(items(writer_page)).to_contain_text("Sarmin")
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    assert orm(Post.objects.get).lead_id == image.pk


def test_a_finger_that_scrolls_crops_nothing(writer_page: Page, alice: User, orm: Orm) -> None:
    image = orm(taken, alice, **SAID)
    writer_page.goto(f"/admin/columns/image/{image.pk}/change/")
    stage = writer_page.locator("[data-image-cut][data-ready]")
    expect(stage).to_have_css("touch-action", "pan-y pinch-zoom")
    stage.evaluate(SCROLLED)
    expect(writer_page.get_by_label("Crop: right edge")).to_have_value(re.compile(r"^100"))
    expect(writer_page.get_by_label("Crop: bottom edge")).to_have_value(re.compile(r"^100"))


def test_no_barrier_stands_before_pictures_and_nothing_is_wider_than_a_phone(
    writer_page: Page, alice: User, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ITS_OWN
    image = orm(taken, alice, **COVERED)
    writer_page.set_viewport_size({"width": 360, "height": 800})
    found = []

    def look(at: str) -> None:
        assert writer_page.evaluate("document.documentElement.scrollWidth") <= 360, at
        found.extend(f"{at}: {each}" for each in barriers(writer_page))

    text = editor(writer_page, ADD)
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo(), photo("green"))})
    expect(thumbnails(writer_page)).to_have_count(1)
    assert writer_page.locator(".image-block button").evaluate_all(TOO_SMALL) == []
    look("editor")
    items(writer_page).last.get_by_role("button", name="Describe").click()
    expect(dialog(writer_page).get_by_label("Caption")).to_be_visible()
    assert dialog(writer_page).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    look("dialogue")
    for path in ("", f"{image.pk}/change/"):
        writer_page.goto(f"/admin/columns/image/{path}")
        look(f"image/{path}")
    assert not found
