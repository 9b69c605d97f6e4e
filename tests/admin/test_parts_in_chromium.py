"""An editor's note, a translated quotation and a related entry, made in a real browser and opened again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from columns.models import Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.texts import EntryText
from tests.orm import Orm

from .writing import ADD, editor, publish_by_key, tool

Publish = Callable[..., Entry]


def opened_again(page: Page, entry: Entry, orm: Orm) -> str:
    """The body after the entry's form has been opened and something else in it was changed."""
    text = editor(page, f"/admin/columns/entry/{entry.pk}/change/")
    page.get_by_label("Headline").fill("Opened again")
    text.focus()
    return publish_by_key(page, orm).body


def test_a_note_is_written_and_left_by_keyboard_and_opens_unchanged(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("Before.\nWe cannot verify this.")
    tool(writer_page, "Editor's note").click()
    writer_page.keyboard.type("\n")
    tool(writer_page, "List").click()
    writer_page.keyboard.type("Yet.\n\n\nAfterwards.")
    expect(text.locator("aside")).to_have_text("We cannot verify this.Yet.")
    entry = publish_by_key(writer_page, orm)
    assert entry.body == (
        '<p dir="auto">Before.</p><aside class="note"><p dir="auto">We cannot verify this.</p>'
        '<ul><li dir="auto"><p dir="auto">Yet.</p></li></ul></aside><p dir="auto">Afterwards.</p>'
    )
    assert opened_again(writer_page, entry, orm) == entry.body


def test_a_note_is_undone_by_its_button_and_stands_in_no_other_block(
    writer_page: Page, live_post: Post, orm: Orm
) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("Words.")
    tool(writer_page, "Editor's note").click()
    expect(tool(writer_page, "Editor's note")).to_have_attribute("aria-pressed", "true")
    tool(writer_page, "Editor's note").click()
    expect(text.locator("aside")).to_have_count(0)
    tool(writer_page, "Block quote").click()
    expect(tool(writer_page, "Editor's note")).to_have_attribute("aria-disabled", "true")
    assert publish_by_key(writer_page, orm).body == '<blockquote dir="auto"><p dir="auto">Words.</p></blockquote>'


def test_a_translation_says_who_made_it_and_opens_unchanged(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("نحن هنا")
    tool(writer_page, "Quotation with attribution").click()
    tool(writer_page, "Add the translation of the quotation").click()
    line = text.locator("p.translator")
    expect(line).to_have_attribute("data-placeholder", "Translated by: a name, or “machine”")
    assert "Translated by" in line.evaluate("one => getComputedStyle(one, '::before').content")
    expect(tool(writer_page, "Add the translation of the quotation")).to_be_hidden()
    writer_page.keyboard.type("We are here\n\nLina Haddad\nRami\nAfterwards.")
    assert line.evaluate("one => getComputedStyle(one, '::before').content") == "none"
    entry = publish_by_key(writer_page, orm)
    assert entry.body == (
        '<figure class="quote"><blockquote dir="rtl"><p dir="auto">نحن هنا</p></blockquote>'
        '<blockquote dir="auto"><p dir="auto">We are here</p></blockquote>'
        '<p class="translator" dir="auto">Lina Haddad</p>'
        '<figcaption dir="auto">Rami</figcaption></figure><p dir="auto">Afterwards.</p>'
    )
    assert opened_again(writer_page, entry, orm) == entry.body


def test_a_translators_line_that_was_deleted_can_be_had_again(writer_page: Page, live_post: Post, orm: Orm) -> None:
    text = editor(writer_page)
    writer_page.keyboard.type("نحن هنا")
    tool(writer_page, "Quotation with attribution").click()
    tool(writer_page, "Add the translation of the quotation").click()
    writer_page.keyboard.type("We are here\n\n")
    writer_page.keyboard.press("Backspace")
    expect(text.locator("p.translator")).to_have_count(0)
    tool(writer_page, "Add the translation of the quotation").click()
    writer_page.keyboard.type("machine")
    assert '<p class="translator" dir="auto">machine</p></figure>' in publish_by_key(writer_page, orm).body


def test_an_earlier_entry_is_found_by_typing_and_what_was_related_stays_so(
    writer_page: Page, live_post: Post, publish: Publish, alice: User, orm: Orm
) -> None:
    publish("Strikes near Homs")
    earlier = publish("Strikes near Hama")
    orm(save_draft, by=alice, post=live_post, text=EntryText("Strikes, perhaps"))
    editor(writer_page, ADD)
    writer_page.keyboard.type("It was not.")
    writer_page.get_by_label("What it does").first.select_option("contradicts")
    writer_page.get_by_role("combobox", name="Earlier entry").press("Enter")
    expect(writer_page.locator(".select2-search__field")).to_be_focused()
    writer_page.keyboard.type("strikes")
    expect(writer_page.locator(".select2-results__option")).to_have_count(2)
    writer_page.keyboard.type(" hama")
    expect(writer_page.locator(".select2-results__option")).to_have_text(["Strikes near Hama"])
    writer_page.keyboard.press("Enter")
    expect(writer_page.get_by_role("combobox", name="Earlier entry")).to_contain_text("Strikes near Hama")
    entry = publish_by_key(writer_page, orm)
    opened_again(writer_page, entry, orm)
    assert orm(lambda: [(each.to, each.kind) for each in entry.relations.all()]) == [(earlier, "contradicts")]
