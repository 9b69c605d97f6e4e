"""Related entries and translated quotations on an open page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from columns.models import Entry, Post
from columns.publishing.columns import SETTINGS, change_column
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.marks import pin_entry
from columns.publishing.texts import EntryText, Related
from columns.publishing.withdrawals import withdraw_entry
from tests.orm import Orm

Follow = Callable[..., Page]
Verb = Callable[..., Any]
Publish = Callable[..., Entry]

ARABIC = '<blockquote lang="ar" dir="rtl"><p>الجسر مفتوح للمدنيين منذ الصباح</p></blockquote>'
ENGLISH = '<blockquote lang="en" dir="ltr"><p>The bridge has been open to civilians since morning</p></blockquote>'


def quotation(original: str, translation: str) -> str:
    return (
        f'<figure class="quote">{original}{translation}<p class="translator">machine</p>'
        "<figcaption>The mayor</figcaption></figure>"
    )


def test_an_earlier_entry_points_forward_as_soon_as_a_later_one_contradicts_it(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb
) -> None:
    first = publish("Strikes near Homs", "<p>Four.</p>")
    page = follow(live_post)
    shown = page.locator(f"#e-{first.pk}")
    text = EntryText("No strikes", "<p>None.</p>", relations=(Related(first, "contradicts"),))
    later = verb(publish_entry, post=live_post, text=text)
    expect(shown.locator(".afterwards")).to_contain_text("Contradicted at")
    expect(shown.locator(".at .mark-contradicted")).to_have_text("Contradicted")
    expect(shown.locator(".afterwards a")).to_have_attribute("href", f"/putin-in-syria/entry/{later.pk}/")
    verb(withdraw_entry, entry=later, reason="Not so.")
    expect(shown).not_to_contain_text("Contradicted")


def test_the_later_one_says_what_the_earlier_one_is_called_now(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm
) -> None:
    first = publish("Strikes near Homs")
    text = EntryText("More", "<p>Five.</p>", relations=(Related(first, "updates"),))
    later = verb(publish_entry, post=live_post, text=text)
    page = follow(later)
    expect(page.locator(".relations")).to_contain_text("Strikes near Homs")
    verb(amend_entry, entry=first, text=replace(orm(EntryText.of, first), headline="Strikes near Hama"), revision=1)
    expect(page.locator(".relations")).to_contain_text("Strikes near Hama")


def test_an_original_that_a_reader_has_opened_stays_open_when_its_entry_changes(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb
) -> None:
    entry = publish("Said", quotation(ARABIC, ENGLISH))
    page = follow(live_post)
    original = page.locator(".original blockquote")
    expect(original).to_be_hidden()
    page.get_by_text("Original in Arabic").click()
    expect(original).to_be_visible()
    verb(pin_entry, entry=entry)
    expect(page.locator(f"#e-{entry.pk} .mark-pinned")).to_be_visible()
    expect(original).to_be_visible()


@pytest.mark.parametrize(
    ("language", "body", "label", "side"),
    [
        ("en", quotation(ARABIC, ENGLISH), "Original in Arabic", "right"),
        ("ar", quotation(ENGLISH, ARABIC), "Original in الإنجليزيّة", "left"),
    ],
)
def test_each_text_of_a_translated_quotation_runs_its_own_way(
    live_post: Post, publish: Publish, follow: Follow, verb: Verb, orm: Orm,
    language: str, body: str, label: str, side: str,
) -> None:
    column = orm(lambda: Post.objects.select_related("column").get(pk=live_post.pk).column)
    same = {name: getattr(column, name) for name in SETTINGS}
    verb(change_column, column=column, revision=column.revision, **{**same, "language": language})
    entry = publish("", body)
    page = follow(entry)
    page.get_by_text(label).click()
    edges = page.locator(".original blockquote").evaluate(
        "one => ({ left: getComputedStyle(one).borderLeftWidth, right: getComputedStyle(one).borderRightWidth })"
    )
    assert edges[side] == "3px"
    assert page.locator(".quote > *").evaluate_all("all => all.map(one => one.localName)") == [
        "blockquote", "p", "details", "figcaption"
    ]
