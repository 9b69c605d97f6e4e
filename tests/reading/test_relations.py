"""How related entries show each other: the way back in the later one, a pointer forward in the earlier one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from columns.models import Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.texts import EntryText, Related
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from columns.reading.fragments import fragments_of

Publish = Callable[..., Entry]
Point = Callable[..., Entry]


@pytest.fixture
def point(live_post: Post, alice: User) -> Point:
    """Publishes an entry that points at others: `point(first, "confirms")`."""

    def point(to: Entry, kind: str = "updates", **words: Any) -> Entry:
        text = EntryText(**{"headline": "Later", "relations": (Related(to, kind),), **words})
        return publish_entry(by=alice, post=live_post, text=text)

    return point


def html(entry: Entry) -> str:
    """The entry as a page shows it now."""
    entry = Entry.objects.select_related("column").get(pk=entry.pk)
    (fragment,) = fragments_of(entry.column, [(entry.pk, entry.seq or 0)])
    return fragment.html


@pytest.mark.parametrize(
    ("kind", "back", "forward"),
    [
        ("updates", "Updates what was said at", "Updated at"),
        ("confirms", "Confirms what was said at", "Confirmed at"),
        ("contradicts", "Contradicts what was said at", "Contradicted at"),
    ],
)
def test_both_lead_to_each_other(publish: Publish, point: Point, kind: str, back: str, forward: str) -> None:
    first = publish("A <headline>", "<p>Text</p>")
    later = point(first, kind)
    assert back in html(later)
    assert "A &lt;headline&gt;" in html(later)
    assert f'href="{first.get_absolute_url()}"' in html(later)
    assert forward in html(first)
    assert f'href="{later.get_absolute_url()}"' in html(first)


def test_a_contradicted_entry_is_marked_at_its_time_and_another_is_not(publish: Publish, point: Point) -> None:
    first, other = publish("First"), publish("Other")
    point(first, "contradicts")
    point(other, "confirms")
    assert html(first).count("mark-contradicted") == 2
    assert "mark-contradicted" not in html(other)


def test_one_without_a_headline_is_named_by_its_first_words(publish: Publish, point: Point, alice: User) -> None:
    first = publish("", "<p>Twenty-six missiles.</p>")
    later = point(first)
    assert "Twenty-six missiles." in html(later)
    amend_entry(by=alice, entry=first, text=EntryText(body="<p>Thirty missiles.</p>"), revision=1)
    assert "Thirty missiles." in html(later)


def test_of_a_withdrawn_earlier_one_only_its_time_is_said(publish: Publish, point: Point, alice: User) -> None:
    first = publish("A headline", "<p>Text</p>")
    later = point(first)
    withdraw_entry(by=alice, entry=first, reason="Wrong")
    assert "A headline" not in html(later)
    assert "Updates what was said at" in html(later)
    assert first.get_absolute_url() in html(later)
    assert later.get_absolute_url() not in html(first)


def test_a_withdrawn_later_one_is_pointed_at_no_more_until_it_is_restored(
    publish: Publish, point: Point, alice: User
) -> None:
    first = publish("First")
    later = point(first, "contradicts")
    withdraw_entry(by=alice, entry=later, reason="Wrong")
    assert "Contradicted" not in html(first)
    restore_entry(by=alice, entry=later)
    assert "Contradicted" in html(first)
    amend_entry(by=alice, entry=later, text=replace(EntryText.of(later), relations=()), revision=later.revision)
    assert "Contradicted" not in html(first)


def test_a_draft_shows_nowhere(publish: Publish, live_post: Post, alice: User) -> None:
    first = publish("First")
    save_draft(by=alice, post=live_post, text=EntryText("Draft", relations=(Related(first, "contradicts"),)))
    cache.clear()
    assert "Contradicted" not in html(first)


def test_many_relations_take_as_many_queries_as_one(publish: Publish, point: Point) -> None:
    def asked(*entries: Entry) -> int:
        cache.clear()
        labels = [(entry.pk, Entry.objects.values_list("seq", flat=True).get(pk=entry.pk)) for entry in entries]
        with CaptureQueriesContext(connection) as queries:
            fragments_of(entries[0].column, labels)
        return len(queries)

    first, other = publish("First"), publish("Other")
    few = asked(first, point(first))
    many = [point(to, kind) for to in (first, other) for kind in ("updates", "confirms", "contradicts")]
    assert asked(first, other, *many) == few
