"""Withdrawing entries and restoring them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.errors import Refused
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .log import head, watching


def test_a_withdrawn_entry_says_when_and_why_and_keeps_its_place(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        after = withdraw_entry(by=alice, entry=entry, reason=" The picture \n is older. ")
    assert told == [("withdraw", entry)]
    assert (after.state, after.withdrawal_reason) == ("withdrawn", "The picture is older.")
    assert after.withdrawn_at
    assert (after.first_seq, after.display_time, after.seq) == (entry.first_seq, entry.display_time, head(column))


def test_its_text_stays_for_editors(entry: Entry, alice: User) -> None:
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    assert entry.revisions.get().body == entry.body


def test_restored_it_is_what_it_was(column: Column, entry: Entry, alice: User) -> None:
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    with watching(column) as told:
        after = restore_entry(by=alice, entry=entry)
    assert told == [("restore", entry)]
    assert (after.state, after.withdrawal_reason, after.withdrawn_at) == ("published", "", None)
    assert (after.headline, after.body, after.first_seq, after.revision) == (
        entry.headline, entry.body, entry.first_seq, entry.revision
    )


@pytest.mark.parametrize("mark", ["pinned", "key_event"])
def test_a_marked_entry_moves_its_post_both_times(
    column: Column, write: Callable[..., Entry], alice: User, mark: str
) -> None:
    entry = write("Marked", **{mark: True})
    with watching(column) as told:
        withdraw_entry(by=alice, entry=entry, reason="Wrong")
        restore_entry(by=alice, entry=entry)
    follow = ("follow", entry.post)
    assert told == [("withdraw", entry), follow, ("restore", entry), follow]


@pytest.mark.parametrize("reason", ["", "  ", "\u200b\u200f", "\x00"])
def test_nothing_is_withdrawn_without_a_reason(entry: Entry, alice: User, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        withdraw_entry(by=alice, entry=entry, reason=reason)
    assert refused.value.field == "reason"
    assert Entry.objects.get(pk=entry.pk).state == "published"


def test_a_reason_is_one_line_of_at_most_300_characters(entry: Entry, alice: User) -> None:
    with pytest.raises(Refused, match="At most 300"):
        withdraw_entry(by=alice, entry=entry, reason="x" * 301)


def test_only_what_is_published_is_withdrawn_and_only_what_is_withdrawn_is_restored(
    column: Column, entry: Entry, live_post: Post, alice: User
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    with watching(column) as told:
        for thing in (draft, entry):
            with pytest.raises(Refused, match="Only a withdrawn"):
                restore_entry(by=alice, entry=thing)
        with pytest.raises(Refused, match="Only a published"):
            withdraw_entry(by=alice, entry=draft, reason="Wrong")
    assert told == []
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    with pytest.raises(Refused, match="Only a published"):
        withdraw_entry(by=alice, entry=entry, reason="Wrong again")
