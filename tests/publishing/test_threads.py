"""Threads: entries that continue an earlier one, and what an act on one of them moves with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry
from columns.publishing.errors import Refused
from columns.publishing.marks import pin_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .log import watching

Write = Callable[..., Entry]


def amended(by: User, entry: Entry, **words: Any) -> Entry:
    """The entry with other words, from where it stands."""
    entry = Entry.objects.get(pk=entry.pk)
    return amend_entry(by=by, entry=entry, text=replace(EntryText.of(entry), **words), revision=entry.revision)


def test_a_follow_up_moves_the_first_entry_which_points_to_it(column: Column, entry: Entry, write: Write) -> None:
    with watching(column) as told:
        later = write("", body="<p>More.</p>", continues=entry)
    assert told == [("publish", later), ("follow", entry)]
    assert later.continues == entry


def test_a_chain_is_flattened_to_its_first_entry(column: Column, entry: Entry, write: Write) -> None:
    second = write("Second", continues=entry)
    with watching(column) as told:
        third = write("Third", continues=second)
    assert third.continues == entry
    assert told == [("publish", third), ("follow", entry)]


def test_the_first_entry_moves_all_its_follow_ups_when_its_headline_changes(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    others = [write("", body=f"<p>{n}</p>", continues=entry) for n in range(3)]
    with watching(column) as told:
        amended(alice, entry, headline="Another headline")
    assert told[0] == ("amend", entry)
    assert sorted(told[1:], key=str) == sorted((("follow", other) for other in others), key=str)


def test_another_body_moves_the_entry_alone(column: Column, entry: Entry, write: Write, alice: User) -> None:
    write("", body="<p>More.</p>", continues=entry)
    with watching(column) as told:
        amended(alice, entry, body="<p>Thirty.</p>")
    assert told == [("amend", entry)]


def test_withdrawing_and_restoring_move_the_whole_thread(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    later = write("", body="<p>More.</p>", continues=entry)
    for one, other in ((entry, later), (later, entry)):
        with watching(column) as told:
            withdraw_entry(by=alice, entry=one, reason="Wrong")
            restore_entry(by=alice, entry=one)
        assert told == [("withdraw", one), ("follow", other), ("restore", one), ("follow", other)]


def test_a_pinned_follow_up_moves_its_post_as_it_shows_the_first_ones_headline(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    later = write("", body="<p>More.</p>", continues=entry, pinned=True)
    with watching(column) as told:
        amended(alice, entry, headline="Another headline")
    assert told == [("amend", entry), ("follow", later), ("follow", entry.post)]


def test_joining_and_leaving_a_thread_move_both_first_entries(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    other, loose = write("Another story"), write("Loose")
    with watching(column) as told:
        amended(alice, loose, continues=entry)
    assert told == [("amend", loose), ("follow", entry)]
    with watching(column) as told:
        amended(alice, loose, continues=other)
    assert told == [("amend", loose), ("follow", other), ("follow", entry)]
    with watching(column) as told:
        amended(alice, loose, continues=None)
    assert told == [("amend", loose), ("follow", other)]


def test_pinning_moves_no_neighbour(column: Column, entry: Entry, write: Write, alice: User) -> None:
    write("Later", continues=entry)
    with watching(column) as told:
        pin_entry(by=alice, entry=entry)
    assert told == [("pin", entry), ("follow", entry.post)]


def test_an_entry_continues_neither_a_draft_nor_one_of_another_column_nor_itself(
    entry: Entry, elsewhere: Post, live_post: Post, write: Write, alice: User
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    for first, why in ((draft, "has been published"), (write("Cairo", post=elsewhere), "same column")):
        with pytest.raises(Refused, match=why) as refused:
            write("Later", continues=first)
        assert refused.value.field == "continues"
    with pytest.raises(Refused, match="continue itself"):
        amended(alice, entry, continues=entry)


def test_the_first_entry_of_a_thread_stays_the_first(entry: Entry, write: Write, alice: User) -> None:
    write("Later", continues=entry)
    with pytest.raises(Refused, match="first of its thread"):
        amended(alice, entry, continues=write("Another story"))


def test_what_became_a_follow_up_meanwhile_is_not_continued_itself(
    entry: Entry, write: Write, alice: User
) -> None:
    second = write("Second")
    as_the_form_had_it = Entry.objects.get(pk=second.pk)
    amended(alice, second, continues=entry)
    assert write("Third", continues=as_the_form_had_it).continues == entry


def test_a_first_entry_that_is_gone_is_named(entry: Entry, live_post: Post, write: Write, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    Entry.objects.filter(pk=draft.pk).delete()
    with pytest.raises(Refused, match="gone"):
        write("Later", continues=draft)
