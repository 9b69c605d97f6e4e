"""Fragments: rendered once for each (epoch, id, seq), and never newer than what they say they are."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from columns.models import Author, Column, Entry, Post
from columns.publishing.authors import rename_author
from columns.publishing.columns import SETTINGS, change_column
from columns.publishing.entries import publish_entry
from columns.publishing.marks import pin_entry
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import withdraw_entry
from columns.reading.fragments import fragments_of

Publish = Callable[..., Entry]


def html(entry: Entry) -> str:
    """The entry as a page shows it now."""
    entry = Entry.objects.select_related("column").get(pk=entry.pk)
    (fragment,) = fragments_of(entry.column, [(entry.pk, entry.seq or 0)])
    assert fragment.seq == entry.seq
    return fragment.html


def test_what_was_rendered_once_asks_the_database_nothing(column: Column, publish: Publish) -> None:
    labels = [(entry.pk, entry.seq) for entry in (publish("One"), publish("Two"))]
    first = fragments_of(column, labels)
    with CaptureQueriesContext(connection) as queries:
        assert set(fragments_of(column, labels)) == set(first)
    assert len(queries) == 0


def test_every_act_on_an_entry_is_seen(publish: Publish, alice: User) -> None:
    entry = publish("A headline", "<p>A text</p>")
    assert "A headline" in html(entry)
    assert "Pinned" not in html(entry)
    pin_entry(by=alice, entry=entry)
    assert "Pinned" in html(entry)
    withdraw_entry(by=alice, entry=entry, reason="It was wrong")
    assert "It was wrong" in html(entry)
    assert "A text" not in html(entry)
    assert "A headline" not in html(entry)


def test_what_happens_to_a_neighbour_is_seen(live_post: Post, publish: Publish, alice: User) -> None:
    first = publish("A headline", "<p>A text</p>")
    assert "Taken further" not in html(first)
    text = EntryText("", "<p>More</p>", continues=first)
    later = publish_entry(by=alice, post=live_post, text=text)
    assert "Taken further" in html(first)
    assert "A headline" in html(later)
    withdraw_entry(by=alice, entry=first, reason="Wrong")
    assert "A headline" not in html(later)


def test_another_name_of_an_author_is_seen(live_post: Post, alice: User) -> None:
    author = Author.objects.create(name="Lina Haddad", slug="lina")
    text = EntryText("Signed", bylines=(Signature(author),))
    entry = publish_entry(by=alice, post=live_post, text=text)
    assert "Lina Haddad" in html(entry)
    rename_author(by=alice, author=author, name="L. H.", revision=1)
    assert "L. H." in html(entry)
    assert "Lina Haddad" not in html(entry)


def test_another_zone_or_address_of_the_column_is_seen(column: Column, publish: Publish, alice: User) -> None:
    entry = publish("A headline")
    was = html(entry)
    same = {name: getattr(column, name) for name in SETTINGS}
    change_column(by=alice, column=column, revision=1, **{**same, "slug": "other", "time_zone": "Asia/Tokyo"})
    assert f"/other/entry/{entry.pk}/" in html(entry)
    assert "+09:00" in html(entry)
    assert "+09:00" not in was


def test_under_an_old_label_it_says_how_new_it_is(column: Column, publish: Publish, alice: User) -> None:
    entry = publish("A headline")
    pinned = pin_entry(by=alice, entry=entry)
    (fragment,) = fragments_of(column, [(entry.pk, entry.seq or 0)])
    assert fragment.seq == pinned.seq


def test_drafts_and_what_is_gone_are_missing(column: Column, live_post: Post, alice: User) -> None:
    draft = Entry.objects.create(column=column, post=live_post, headline="A draft")
    assert fragments_of(column, [(draft.pk, 0), ("nothinghere1", 5)]) == []


def test_an_entry_of_another_column_is_missing(publish: Publish, alice: User) -> None:
    from columns.publishing.columns import create_column

    entry, other = publish("A headline"), create_column(by=alice, slug="tahrir", title="Tahrir")
    cache.clear()
    assert fragments_of(other, [(entry.pk, entry.seq or 0)]) == []
