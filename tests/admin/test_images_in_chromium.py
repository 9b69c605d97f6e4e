"""Pictures in the editor, in a real browser: how they come into a text, are described, and go out with it."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from columns.markup.pictured import gallery_of
from columns.models import Entry, Image, Post
from tests.orm import Orm

from .pictured import BRING, SAID, UPLOAD, carried, dialog, items, photo, taken, thumbnails
from .writing import editor, publish_by_key, tool


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
    dialog(writer_page).get_by_role("button", name="Save").click()
    expect(dialog(writer_page)).to_have_count(0)
    expect(items(writer_page)).not_to_contain_text("alternative text")
    entry = publish_by_key(writer_page, orm)
    assert entry.body == f'<p dir="auto">Before.</p>{gallery_of([orm(Image.objects.get).pk])}<p dir="auto">After.</p>'


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
    assert publish_by_key(writer_page, orm).body == gallery_of([images[1].pk, images[0].pk])


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
    assert publish_by_key(writer_page, orm).body == gallery_of([images[1].pk, images[0].pk])


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
    writer_page.evaluate("dispatchEvent(new Event('offline'))")  # what is on its way may say nothing for long
    expect(items(writer_page)).to_contain_text("The server cannot be reached")
    held[0].abort()
    with writer_page.expect_request(f"**{UPLOAD}"):
        items(writer_page).get_by_role("button", name="Try again").click()
    held[1].abort()
    expect(items(writer_page)).to_contain_text("The server cannot be reached")
    writer_page.keyboard.press("Control+Enter")
    expect(guard).to_contain_text("Try again, or remove it")
    writer_page.unroute(f"**{UPLOAD}")
    items(writer_page).get_by_role("button", name="Try again").click()
    expect(thumbnails(writer_page)).to_have_count(1)
    # What is no picture is refused by the server, in its words, and removed.
    text.evaluate(BRING, {"kind": "paste", "files": carried(b"<svg/>", name="map.svg", type="image/svg+xml")})
    expect(items(writer_page).last).to_contain_text("This is an SVG drawing")
    items(writer_page).last.locator("..").locator("..").get_by_role("button", name="Remove").last.click()
    expect(items(writer_page)).to_have_count(1)
    writer_page.get_by_role("button", name="Save draft").click()
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    assert gallery_of([orm(Image.objects.get).pk]) in orm(Entry.objects.get).body


def test_words_that_are_pasted_with_pictures_among_them_bring_in_none_but_one_alone_does(
    writer_page: Page, live_post: Post
) -> None:
    text = editor(writer_page)
    html = '<style>p { margin: 0 }</style><p style="margin: 0">{}<img src="https://example.org/a.jpg"></p>'
    pasted = {"kind": "paste", "files": carried(photo())}
    text.evaluate(BRING, {**pasted, "data": {"text/html": html.replace("{}", "Words")}})
    expect(text).to_contain_text("Words")
    expect(items(writer_page)).to_have_count(0)
    text.evaluate(BRING, {**pasted, "data": {"text/html": html.replace("{}", "")}})
    expect(thumbnails(writer_page)).to_have_count(1)


def test_what_is_dropped_onto_pictures_joins_them_and_undo_while_it_is_sent_loses_nothing(
    writer_page: Page, alice: User, live_post: Post, orm: Orm
) -> None:
    images = [orm(taken, alice, colour, **SAID) for colour in ("red", "green")]
    held: list[Route] = []
    text = editor(writer_page)
    text.evaluate(BRING, {"kind": "paste", "files": carried(photo())})
    expect(thumbnails(writer_page)).to_have_count(1)
    writer_page.route(f"**{UPLOAD}", lambda route: held.append(route))
    place = thumbnails(writer_page).bounding_box()
    with writer_page.expect_request(f"**{UPLOAD}"):
        text.evaluate(BRING, {"kind": "drop", "files": carried(photo("green")), "at": place})
    expect(items(writer_page)).to_have_count(2)
    text.focus()
    writer_page.keyboard.press("Control+z")
    expect(items(writer_page)).to_have_count(1)
    with writer_page.expect_response(f"**{UPLOAD}"):
        held[0].continue_()
    writer_page.keyboard.press("Control+y")
    expect(thumbnails(writer_page)).to_have_count(2)
    assert publish_by_key(writer_page, orm).body == gallery_of([each.pk for each in images])
