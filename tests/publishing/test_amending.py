"""Amending published entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.posts import close_post
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import withdraw_entry

from .log import head, watching

Write = Callable[..., Entry]


def amended(by: User, entry: Entry, **words: object) -> Entry:
    """The entry with other words, from where it stands."""
    entry = Entry.objects.get(pk=entry.pk)
    return amend_entry(by=by, entry=entry, text=replace(EntryText.of(entry), **words), revision=entry.revision)


def test_another_text_is_stored_logged_and_kept_beside_the_old_one(
    column: Column, entry: Entry, alice: User
) -> None:
    with watching(column) as told:
        after = amended(alice, entry, body="<p>Thirty.</p>")
    assert told == [("amend", entry)]
    assert (after.revision, after.seq, after.first_seq) == (2, head(column), entry.first_seq)
    assert after.amended_at
    assert [(r.number, r.body) for r in entry.revisions.order_by("number")] == [
        (1, '<p dir="auto">Twenty-six of them.</p>'), (2, '<p dir="auto">Thirty.</p>')
    ]


def test_an_empty_time_keeps_the_old_one(entry: Entry, alice: User) -> None:
    assert amended(alice, entry, headline="Other", display_time=None).display_time == entry.display_time


def test_the_same_text_again_is_no_act(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        after = amended(alice, entry)
    assert told == []
    assert (after.revision, after.amended_at, entry.revisions.count()) == (1, None, 1)


def test_other_names_or_another_time_are_logged_but_do_not_say_amended(
    column: Column, entry: Entry, author: object, alice: User
) -> None:
    for words in ({"bylines": (Signature(author),)}, {"display_time": datetime(2015, 10, 7, tzinfo=UTC)}):
        with watching(column) as told:
            after = amended(alice, entry, **words)
        assert told == [("amend", entry)]
        assert after.amended_at is None


def test_amending_a_pinned_entry_or_a_key_event_moves_its_post(column: Column, write: Write, alice: User) -> None:
    entry = write("Pinned", pinned=True)
    with watching(column) as told:
        amended(alice, entry, body="<p>More.</p>")
    assert told == [("amend", entry), ("follow", entry.post)]


def test_from_an_older_revision_it_is_stale_and_has_both_texts(column: Column, entry: Entry, alice: User) -> None:
    amended(alice, entry, headline="Theirs")
    with watching(column) as told, pytest.raises(StaleEdit) as stale:
        amend_entry(by=alice, entry=entry, text=EntryText("Mine", "<p>My words</p>"), revision=1)
    assert told == []
    error = stale.value
    assert (error.mine.headline, error.theirs.headline, error.revision) == ("Mine", "Theirs", 2)
    assert Entry.objects.get(pk=entry.pk).headline == "Theirs"


def test_a_draft_or_a_withdrawn_entry_is_not_amended(entry: Entry, live_post: Post, alice: User) -> None:
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    with pytest.raises(Refused, match="Restore"):
        amended(alice, entry, headline="Back by the window")
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    with pytest.raises(Refused, match="published"):
        amended(alice, draft, headline="A better draft")


def test_an_entry_of_a_closed_post_can_be_corrected(column: Column, entry: Entry, alice: User) -> None:
    close_post(by=alice, post=entry.post)
    with watching(column) as told:
        amended(alice, entry, headline="Corrected")
    assert told == [("amend", entry)]


def test_emptied_it_is_refused(entry: Entry, alice: User) -> None:
    with pytest.raises(Refused, match="headline or a text"):
        amended(alice, entry, headline=" ", body="<p> </p>")
