"""Texts: what is refused, and what is cleaned on the way in. What HTML may hold is tested in tests/markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.markup.sanitise import BODY_CAP
from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.tags import clean_tags
from columns.publishing.texts import EntryText

from .log import watching

REFUSED = [
    (EntryText(), "body"),
    (EntryText(" \n ", "<p> &nbsp; </p>"), "body"),
    (EntryText("\u200b\u2060\u202e", "<p>\u200b</p>"), "body"),
    (EntryText("", "<script>alert(1)</script><svg onload=alert(1)></svg>"), "body"),
    (EntryText("x" * 10_000), "headline"),
    (EntryText("x" * 301), "headline"),
    (EntryText("x", "<p>" + "ä" * (BODY_CAP // 2) + "</p>"), "body"),
    (EntryText("x", display_time=datetime(1812, 9, 7, tzinfo=UTC)), "display_time"),
    (EntryText("x", display_time=datetime(1, 1, 1, tzinfo=UTC)), "display_time"),
    (EntryText("x", display_time=datetime(9999, 12, 31, tzinfo=UTC)), "display_time"),
]


@pytest.mark.parametrize(("text", "field"), REFUSED)
def test_a_text_that_cannot_be_meant_is_refused_by_every_verb_that_takes_one(
    column: Column, entry: Entry, live_post: Post, alice: User, text: EntryText, field: str
) -> None:
    acts: list[Callable[[], Entry]] = [
        lambda: publish_entry(by=alice, post=live_post, text=text),
        lambda: save_draft(by=alice, post=live_post, text=text),
        lambda: amend_entry(by=alice, entry=entry, text=text, revision=1),
    ]
    with watching(column) as told:
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.field == field
    assert told == []
    assert Entry.objects.get() == entry


def test_a_laptop_clock_may_be_five_minutes_ahead(write: Callable[..., Entry]) -> None:
    assert write("Soon", display_time=timezone.now() + timedelta(minutes=4))
    with pytest.raises(Refused, match="future"):
        write("Later", display_time=timezone.now() + timedelta(minutes=6))


def test_a_time_without_a_zone_is_a_mistake_of_the_caller(write: Callable[..., Entry]) -> None:
    with pytest.raises(ValueError, match="aware"):
        write("When?", display_time=datetime(2015, 10, 7))


def test_control_characters_and_bidi_overrides_are_never_stored(write: Callable[..., Entry]) -> None:
    entry = write(
        "\x00Two\u202e lines\r\n\x1bin\u2066 one\ufeff ", body="<p>\x08So\u202d far\ud800\uffff</p>"
    )
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.headline, stored.body) == ("Two lines in one", '<p dir="auto">So far</p>')


def test_marks_that_arabic_and_persian_need_stay(write: Callable[..., Entry]) -> None:
    headline = "می\u200cخواهم\u200f"
    assert write(headline).headline == headline


def test_a_headline_is_plain_text_and_a_body_safe_html(write: Callable[..., Entry]) -> None:
    entry = write(
        "<b>5 < 6 & more</b>",
        body='<p onclick="x()">Said <a href="javascript:1">here</a><script>x()</script> <b>loud</b></p><svg></svg>',
    )
    assert entry.headline == "<b>5 < 6 & more</b>"
    assert entry.body == '<p dir="auto">Said here <strong>loud</strong></p>'


def test_a_body_alone_or_a_headline_alone_is_enough(write: Callable[..., Entry]) -> None:
    assert write("", body="<p>Only words</p>").headline == ""
    assert write("Only a headline").body == ""


def test_a_million_commas_are_no_tags_that_anybody_looks_at() -> None:
    with pytest.raises(Refused, match="At most 20 tags"):
        clean_tags(("," * 1_000_000).split(","))
    assert clean_tags(["", "b", " a", "", "#A", ""]) == ("A", "b")
