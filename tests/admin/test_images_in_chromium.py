"""Pictures in the editor, in a real browser: how they come into a text, are described, and go out with it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, Route, expect

from columns.models import Entry, Image, Post
from tests.orm import Orm

from .pictured import BRING, SAID, UPLOAD, carried, figure, photo, taken
from .writing import ADD, editor, publish_by_key, tool

COVERED = {"cover": ("death",), "cover_note": "A body in the street", "identifiable": False, "alt": "A body"}

#: Those that are shown and hard to hit.
TOO_SMALL = """all => all.map(each => each.getBoundingClientRect())
  .filter(({ width, height }) => width && Math.min(width, height) < 24)"""


def items(page: Page) -> Locator:
    return page.locator(".image-item")


def thumbnails(page: Page) -> Locator:
    return page.locator(".image-item__thumbnail")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Describe this picture")


def test_a_dragged_picture_stands_where_it_was_dropped_and_is_published_once_it_is_described(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("Before.\nAfter.")
    place = text.locator("p").nth(1).bounding_box()
    text.evaluate(BRING, {"kind": "drop", "files": carried(photo()), "at": place})
    expect(thumbnails(writer_page)).to_have_count(1)
    expect(items(writer_page)).to_contain_text("it has no alternative text")
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".errornote")).to_be_visible()
    expect(writer_page.locator(".field-body .errorlist")).to_contain_text("Say in a sentence what can be seen")
    items(writer_page).get_by_role("button", name="Describe").click()
    dialog(writer_page).get_by_label("Alternative text").fill("A street with two cars")
    dialog(writer_page).get_by_role("button", name="Keep").click()
    expect(dialog(writer_page)).to_have_count(0)
    expect(items(writer_page)).not_to_contain_text("alternative text")
    entry = publish_by_key(writer_page, orm)
    assert entry.body == f'<p dir="auto">Before.</p>{figure(orm(Image.objects.get))}<p dir="auto">After.</p>'


def test_pasted_files_are_a_gallery_that_is_put_in_order_and_undone_in_one_step(
    writer_page: Page, alice: User, live_post: Post, orm: Orm
) -> None:
    images = [orm(taken, alice, colour, **SAID) for colour in ("red", "green", "white")]
    text = editor(writer_page)
    text.evaluate(BRING, {"kind": "paste", "files": carried(*map(photo, ("red", "green", "white", "red")))})
    expect(items(writer_page)).to_have_count(3)  # the same file twice is one
    items(writer_page).first.get_by_role("button", name="Later in the gallery").focus()
    writer_page.keyboard.press("Enter")
    later = items(writer_page).nth(1).get_by_role("button", name="Later in the gallery")
    expect(later).to_be_focused()
    items(writer_page).last.get_by_role("button", name="Take out").click()
    expect(items(writer_page)).to_have_count(2)
    for left in (3, 3, 0):  # taken out, moved, pasted
        writer_page.keyboard.press("Control+z")
        expect(items(writer_page)).to_have_count(left)
    for left in (3, 3, 2):
        writer_page.keyboard.press("Control+y")
        expect(items(writer_page)).to_have_count(left)
    assert publish_by_key(writer_page, orm).body == figure(images[1], images[0])


def test_several_are_picked_with_a_button_and_split_and_joined(
    writer_page: Page, alice: User, live_post: Post, orm: Orm
) -> None:
    images = [orm(taken, alice, colour, **SAID) for colour in ("red", "green")]
    editor(writer_page)
    with writer_page.expect_file_chooser() as chooser:
        tool(writer_page, "Add pictures").click()
    assert chooser.value.is_multiple()
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo(n)} for n in ("red", "green")]
    chooser.value.set_files(files)  # type: ignore[arg-type]
    expect(thumbnails(writer_page)).to_have_count(2)
    blocks = writer_page.locator(".image-block")
    writer_page.get_by_role("button", name="Split").click()
    expect(blocks).to_have_count(2)
    writer_page.keyboard.press("Alt+ArrowDown")
    writer_page.get_by_role("button", name="Join with the one above").click()
    expect(blocks).to_have_count(1)
    assert publish_by_key(writer_page, orm).body == figure(images[1], images[0])


def test_no_form_is_sent_while_a_picture_is_on_its_way_and_a_failure_can_be_tried_again(
    writer_page: Page, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    forgiven += ["net::ERR_FAILED"]
    held: list[Route] = []
    writer_page.route(f"**{UPLOAD}", lambda route: held.append(route))
    text = editor(writer_page)
    writer_page.keyboard.type("Certainly.\n")
    with writer_page.expect_request(f"**{UPLOAD}"):
        text.evaluate(BRING, {"kind": "paste", "files": carried(photo())})
    expect(items(writer_page).get_by_role("progressbar")).to_be_visible()
    expect(items(writer_page)).to_contain_text("photo.jpg")
    writer_page.keyboard.press("Control+Enter")
    guard = writer_page.get_by_role("alert")
    expect(guard).to_contain_text("still on its way")
    held[0].abort()
    expect(items(writer_page)).to_contain_text("The server cannot be reached")
    writer_page.keyboard.press("Control+Enter")
    expect(guard).to_contain_text("Try again, or remove it")
    writer_page.unroute(f"**{UPLOAD}")
    items(writer_page).get_by_role("button", name="Try again").click()
    expect(thumbnails(writer_page)).to_have_count(1)
    # What is no picture is refused by the server, in its words, and removed.
    text.evaluate(BRING, {"kind": "paste", "files": carried(b"<svg/>", name="map.svg", type="image/svg+xml")})
    expect(items(writer_page).last).to_contain_text("JPEG, PNG, WebP, GIF or AVIF")
    items(writer_page).last.locator("..").locator("..").get_by_role("button", name="Remove").last.click()
    expect(items(writer_page)).to_have_count(1)
    writer_page.get_by_role("button", name="Save draft").click()
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    assert figure(orm(Image.objects.get)) in orm(Entry.objects.get).body


def test_words_that_are_pasted_with_pictures_among_them_bring_in_none(writer_page: Page, live_post: Post) -> None:
    text = editor(writer_page)
    html = '<p>Words <img src="https://example.org/a.jpg"></p>'
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo()), "data": {"text/html": html}})
    expect(text).to_contain_text("Words")
    expect(items(writer_page)).to_have_count(0)


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
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    assert orm(Post.objects.get).lead_id == image.pk


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_stands_before_pictures_and_nothing_is_wider_than_a_phone(
    writer_page: Page, alice: User, live_post: Post, orm: Orm, forgiven: list[str], scheme: str
) -> None:
    forgiven += ["Applying inline style", "style-src-elem refused", "Couldn't load preload assets"]  # axe's own
    image = orm(taken, alice, **COVERED)
    writer_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    writer_page.set_viewport_size({"width": 360, "height": 800})
    found = []

    def look(at: str) -> None:
        assert writer_page.evaluate("document.documentElement.scrollWidth") <= 360, at
        violations = Axe().run(writer_page).response["violations"]
        found.extend(f"{at}: {each['id']}" for each in violations if each["impact"] in ("serious", "critical"))

    text = editor(writer_page, ADD)
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo(), photo("green"))})
    expect(thumbnails(writer_page)).to_have_count(1)
    assert writer_page.locator(".image-block button").evaluate_all(TOO_SMALL) == []
    look("editor")
    items(writer_page).last.get_by_role("button", name="Describe").click()
    expect(dialog(writer_page).get_by_label("Caption")).to_be_visible()
    assert dialog(writer_page).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    look("dialogue")
    for path in ("", f"{image.pk}/change/") if scheme == "light" else ():
        writer_page.goto(f"/admin/columns/image/{path}")
        look(f"image/{path}")
    assert not found
