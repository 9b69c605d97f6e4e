"""The rich text editor in a real browser: what is typed is what is stored."""

from __future__ import annotations

from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from columns.models import Entry, Post
from columns.publishing.authors import create_author
from tests.browsers import sign_in, witnessed
from tests.live_server import LiveServer
from tests.orm import Orm

from .writing import ADD, editor, publish_by_key, tool


def test_headings_lists_and_emphasis_are_stored(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    tool(writer_page, "Heading").click()
    writer_page.keyboard.type("What is known\nIt ")
    writer_page.keyboard.press("Control+b")
    writer_page.keyboard.type("holds")
    writer_page.keyboard.press("Control+b")
    writer_page.keyboard.type(".\n")
    tool(writer_page, "List").click()
    writer_page.keyboard.type("one\ntwo")
    expect(text.locator("li")).to_have_count(2)
    assert publish_by_key(writer_page, orm).body == (
        '<h3 dir="auto">What is known</h3><p dir="auto">It <strong>holds</strong>.</p>'
        '<ul><li dir="auto"><p dir="auto">one</p></li><li dir="auto"><p dir="auto">two</p></li></ul>'
    )


def test_a_quotation_has_its_words_their_translation_and_who_said_them(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    editor(writer_page)
    writer_page.keyboard.type("نحن هنا")
    tool(writer_page, "Quotation with attribution").click()
    writer_page.keyboard.type("Rami Abdulrahman")
    tool(writer_page, "Add the translation of the quotation").click()
    writer_page.keyboard.type("We are here")
    writer_page.get_by_label("Language of this passage").select_option("English")
    assert publish_by_key(writer_page, orm).body == (
        '<figure class="quote"><blockquote dir="rtl"><p dir="auto">نحن هنا</p></blockquote>'
        '<blockquote lang="en" dir="ltr"><p lang="en" dir="ltr">We are here</p></blockquote>'
        '<figcaption dir="auto">Rami Abdulrahman</figcaption></figure>'
    )


def test_enter_leads_out_of_a_quotation_and_back_to_the_text(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page)
    tool(writer_page, "Quotation with attribution").click()
    writer_page.keyboard.type("First.\nSecond.\n\nHe said\nAfterwards.")
    assert publish_by_key(writer_page, orm).body == (
        '<figure class="quote"><blockquote dir="auto"><p dir="auto">First.</p><p dir="auto">Second.</p></blockquote>'
        '<figcaption dir="auto">He said</figcaption></figure><p dir="auto">Afterwards.</p>'
    )


def test_an_attribution_left_empty_is_not_stored_and_a_quotation_can_be_undone(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    editor(writer_page)
    writer_page.keyboard.type("Words.")
    tool(writer_page, "Quotation with attribution").click()
    tool(writer_page, "Quotation with attribution").click()
    tool(writer_page, "Quotation with attribution").click()
    assert publish_by_key(writer_page, orm).body == (
        '<figure class="quote"><blockquote dir="auto"><p dir="auto">Words.</p></blockquote></figure>'
    )


def test_a_language_is_set_for_the_passage_at_the_cursor(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page)
    writer_page.keyboard.type("In English.\nBBC قالت")
    writer_page.get_by_label("Language of this passage").select_option("Arabic")
    assert publish_by_key(writer_page, orm).body == '<p dir="auto">In English.</p><p lang="ar" dir="rtl">BBC قالت</p>'


def test_an_arabic_list_has_its_bullets_on_the_right(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page)
    tool(writer_page, "List").click()
    writer_page.keyboard.type("أول\nثان")
    assert publish_by_key(writer_page, orm).body == (
        '<ul dir="rtl"><li dir="rtl"><p dir="auto">أول</p></li><li dir="rtl"><p dir="auto">ثان</p></li></ul>'
    )


def test_a_table_is_made_by_its_dialogue(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page)
    tool(writer_page, "Table").click()
    writer_page.get_by_label("Rows").fill("1")
    writer_page.get_by_label("Columns").fill("2")
    writer_page.get_by_role("button", name="Insert Table").click()
    expect(writer_page.locator(".ProseMirror td")).to_have_count(2)
    writer_page.keyboard.type("one")
    writer_page.keyboard.press("Tab")
    writer_page.keyboard.type("two")
    body = publish_by_key(writer_page, orm).body
    assert body.startswith('<table tabindex="0"><tbody><tr><td')
    assert body.count("<td") == 2


def test_an_entry_is_published_with_the_keyboard_alone(writer_page: Page, live_post: Post, orm: Orm) -> None:
    writer_page.goto(ADD)
    expect(writer_page.locator(".ProseMirror")).to_be_editable()
    writer_page.get_by_label("Headline").focus()
    writer_page.keyboard.type("Ceasefire")
    writer_page.keyboard.press("Enter")  # publishes nothing by accident
    writer_page.keyboard.press("Tab")
    expect(tool(writer_page, "Heading")).to_be_focused()
    for _ in range(2):
        writer_page.keyboard.press("ArrowRight")
    expect(tool(writer_page, "Bold")).to_be_focused()
    writer_page.keyboard.press("Enter")
    expect(writer_page.get_by_role("textbox", name="Text:")).to_be_focused()
    writer_page.keyboard.type("It holds.")
    entry = publish_by_key(writer_page, orm)
    assert (entry.headline, entry.body) == ("Ceasefire", '<p dir="auto"><strong>It holds.</strong></p>')
    assert orm(Entry.objects.count) == 1


def test_a_byline_is_chosen_by_typing_a_name(
    writer_page: Page, live_post: Post, alice: User, orm: Orm
) -> None:
    for name in ("Anna Belova", "Boris Petrov"):
        orm(create_author, by=alice, name=name)
    editor(writer_page)
    writer_page.keyboard.type("It holds.")
    writer_page.get_by_role("combobox", name="Author").press("Enter")
    expect(writer_page.locator(".select2-search__field")).to_be_focused()
    writer_page.keyboard.type("petr")
    expect(writer_page.locator(".select2-results__option")).to_have_text(["Boris Petrov"])
    writer_page.keyboard.press("Enter")
    expect(writer_page.get_by_role("combobox", name="Author")).to_contain_text("Boris Petrov")
    entry = publish_by_key(writer_page, orm)
    assert orm(lambda: entry.bylines.get().author.name) == "Boris Petrov"


def test_the_form_works_without_javascript(
    browser: Browser, live: LiveServer, forgiven: list[str], alice: User, live_post: Post, orm: Orm
) -> None:
    with witnessed(browser, live, forgiven, java_script_enabled=False) as context:
        sign_in(context, alice, live, orm)
        page = context.new_page()
        page.goto(ADD)
        page.get_by_label("Text:").fill("Plain words.\n\nMore of them.")
        page.get_by_role("button", name="Publish").click()
        page.get_by_text("was added successfully").wait_for()
    assert orm(Entry.objects.get).body == '<p dir="auto">Plain words.</p><p dir="auto">More of them.</p>'
