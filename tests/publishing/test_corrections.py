"""Public notes on what was corrected in a published entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Correction, Entry
from columns.publishing.entries import amend_entry
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry

from .log import watching

NOTE = "An earlier version said thirty."


def amended(by: User, entry: Entry, note: str = "", **words: object) -> Entry:
    """The entry with other words and a note, from where it stands."""
    entry = Entry.objects.get(pk=entry.pk)
    text = replace(EntryText.of(entry), **words)
    return amend_entry(by=by, entry=entry, text=text, revision=entry.revision, note=note)


def test_a_note_is_kept_with_the_text_that_it_came_with(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        amended(alice, entry, NOTE, headline="Twenty-six")
    assert told == [("amend", entry)]
    (kept,) = Correction.objects.all()
    assert (kept.note, kept.number, kept.by) == (NOTE, 2, alice)


def test_a_note_alone_is_a_correction_too_and_moves_the_entry(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        after = amended(alice, entry, NOTE)
    assert told == [("amend", entry)]
    assert (after.revision, entry.revisions.count(), Correction.objects.get().number) == (1, 1, 1)
    assert after.amended_at


def test_the_same_note_sent_twice_is_one_and_with_another_note_it_is_refused(entry: Entry, alice: User) -> None:
    same = {"by": alice, "entry": entry, "text": EntryText.of(entry), "revision": 1, "submit_id": uuid4()}
    for _time in range(2):
        amend_entry(note=NOTE, **same)
    assert Correction.objects.count() == 1
    with pytest.raises(Refused, match="saved before"):
        amend_entry(note="Another.", **same)


def test_the_note_of_a_stale_edit_is_not_kept(entry: Entry, alice: User) -> None:
    amended(alice, entry, headline="Theirs")
    with pytest.raises(StaleEdit):
        amend_entry(by=alice, entry=entry, text=EntryText("Mine"), revision=1, note=NOTE)
    assert not Correction.objects.exists()


def test_readers_see_the_notes_the_oldest_first_and_none_of_a_withdrawn_entry(
    client: Client, entry: Entry, alice: User
) -> None:
    amended(alice, entry, NOTE)
    amended(alice, entry, "It was <one> more.", headline="Twenty-seven")
    addresses = (entry.post.get_absolute_url(), entry.get_absolute_url(), f"{entry.column.get_absolute_url()}feed.atom")
    for address in addresses:
        page = client.get(address).content.decode()
        assert 0 < page.index(NOTE) < page.index("more.")
        assert "<one>" not in page
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    for address in addresses:
        assert NOTE not in client.get(address).content.decode()


def test_notes_cost_a_page_one_question(
    client: Client, write: Callable[..., Entry], alice: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(6):
        entry = write(f"Entry {number}")
        amended(alice, entry, NOTE, tags=("Aleppo", f"Day {number}"))
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        page = client.get(entry.post.get_absolute_url()).content.decode()
    assert page.count(NOTE) == 6
