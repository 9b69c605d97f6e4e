"""Relations: entries that update, confirm or contradict an earlier one, and what an act on one moves with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from columns.models import Column, Entry, Post, Relation
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.marks import pin_entry
from columns.publishing.relations import MOST
from columns.publishing.texts import EntryText, Related
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .log import watching

Write = Callable[..., Entry]
DAY = datetime(2015, 10, 7, tzinfo=UTC)


def amended(by: User, entry: Entry, **words: Any) -> Entry:
    """The entry with other words, from where it stands."""
    entry = Entry.objects.get(pk=entry.pk)
    return amend_entry(by=by, entry=entry, text=replace(EntryText.of(entry), **words), revision=entry.revision)


def kinds(entry: Entry) -> list[tuple[Entry, str]]:
    return [(each.to, each.kind) for each in entry.relations.all()]


def test_an_entry_moves_those_it_points_at(column: Column, entry: Entry, write: Write) -> None:
    other = write("Other")
    with watching(column) as told:
        later = write("Later", relations=(Related(other, "contradicts"), Related(entry)))
    assert told[0] == ("publish", later)
    assert sorted(told[1:], key=str) == sorted([("follow", entry), ("follow", other)], key=str)
    assert kinds(later) == [(other, "contradicts"), (entry, "updates")]


def test_what_is_added_taken_away_or_of_another_kind_moves_and_the_rest_stays(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    kept, changed, gone, new = (write(f"Entry {n}") for n in range(4))
    later = write("Later", relations=(Related(kept), Related(changed), Related(gone)))
    with watching(column) as told:
        amended(alice, later, relations=(Related(kept), Related(changed, "confirms"), Related(new, "contradicts")))
    assert told[0] == ("amend", later)
    assert {thing for _, thing in told[1:]} == {changed, gone, new}
    with watching(column) as told:
        amended(alice, later, relations=EntryText.of(later).relations)
    assert told == []
    assert Entry.objects.get(pk=later.pk).amended_at is None


def test_another_time_withdrawing_and_restoring_move_both_ways(
    column: Column, entry: Entry, write: Write, alice: User
) -> None:
    later = write("Later", relations=(Related(entry, "confirms"),))
    for one, other in ((entry, later), (later, entry)):
        with watching(column) as told:
            amended(alice, one, display_time=DAY)
            withdraw_entry(by=alice, entry=one, reason="Wrong")
            restore_entry(by=alice, entry=one)
        assert told == [
            (op, thing) for act in ("amend", "withdraw", "restore") for op, thing in ((act, one), ("follow", other))
        ]


def test_other_first_words_move_those_who_show_them(
    column: Column, live_post: Post, write: Write, alice: User
) -> None:
    first = write("", body="<p>Twenty-six.</p>")
    later = write("Later", relations=(Related(first),))
    with watching(column) as told:
        amended(alice, first, body="<p>Thirty.</p>")
        amended(alice, later, body="<p>More.</p>")
        pin_entry(by=alice, entry=first)
    assert told == [
        ("amend", first), ("follow", later), ("amend", later), ("pin", first), ("follow", live_post)
    ]


def test_a_drafts_relations_wait_for_its_publication(
    column: Column, entry: Entry, live_post: Post, alice: User
) -> None:
    text = EntryText("Later", relations=(Related(entry, "contradicts"),))
    with watching(column) as told:
        draft = save_draft(by=alice, post=live_post, text=text)
        amended(alice, entry, headline="Another headline")
    assert told == [("amend", entry)]
    assert kinds(draft) == [(entry, "contradicts")]
    with watching(column) as told:
        publish_entry(by=alice, post=live_post, text=EntryText.of(draft), entry=draft, revision=draft.revision)
    assert told == [("publish", draft), ("follow", entry)]


def test_a_draft_that_is_discarded_takes_its_relations_along(entry: Entry, live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("Later", relations=(Related(entry),)))
    discard_draft(by=alice, entry=draft)
    assert not Relation.objects.exists()


def test_an_entry_points_neither_at_a_draft_nor_to_another_column_nor_at_itself_nor_twice(
    entry: Entry, elsewhere: Post, live_post: Post, write: Write, alice: User
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    gone = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    discard_draft(by=alice, entry=Entry.objects.get(pk=gone.pk))
    many = tuple(Related(write(f"Entry {n}")) for n in range(MOST + 1))
    for relations, why in (
        ((Related(draft),), "has been published"),
        ((Related(write("Cairo", post=elsewhere)),), "same column"),
        ((Related(gone),), "same column"),
        ((Related(entry), Related(entry, "confirms")), "twice"),
        (many, f"At most {MOST}"),
    ):
        with pytest.raises(Refused, match=why) as refused:
            write("Later", relations=relations)
        assert refused.value.field == "relations"
    with pytest.raises(Refused, match="itself"):
        amended(alice, entry, relations=(Related(entry),))
    with pytest.raises(Refused, match="no such relation"):
        Related(entry, "denies")
    assert len(kinds(write("Later", relations=many[:MOST]))) == MOST


def test_the_database_holds_no_entry_to_itself_nor_twice(entry: Entry, write: Write) -> None:
    later = write("Later", relations=(Related(entry),))
    for one, other in ((entry, entry), (later, entry)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(entry=one, to=other)


def test_a_stale_edit_shows_the_relations_of_both(entry: Entry, write: Write, alice: User) -> None:
    later = write("Later")
    amended(alice, later, relations=(Related(entry),))
    with pytest.raises(StaleEdit) as stale:
        amend_entry(by=alice, entry=later, text=EntryText("Later", body="<p>Mine</p>"), revision=1)
    assert isinstance(stale.value.theirs, EntryText)
    assert stale.value.theirs.relations == (Related(entry),)


def test_two_entries_may_point_at_each_other(column: Column, entry: Entry, write: Write, alice: User) -> None:
    later = write("Later", relations=(Related(entry),))
    amended(alice, entry, relations=(Related(later, "contradicts"),))
    with watching(column) as told:
        withdraw_entry(by=alice, entry=later, reason="Wrong")
    assert told == [("withdraw", later), ("follow", entry)]
