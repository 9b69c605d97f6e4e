"""Pinning entries, and marking them as key events."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.errors import Refused
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry

from .log import head, watching

PAIRS = [(pin_entry, unpin_entry, "pinned", "pin"), (mark_key_event, unmark_key_event, "key_event", "mark")]


@pytest.mark.parametrize(("mark", "unmark", "field", "op"), PAIRS)
def test_a_mark_moves_the_entry_and_its_post(
    column: Column, entry: Entry, alice: User, mark: object, unmark: object, field: str, op: str
) -> None:
    for act, word, value in ((mark, op, True), (unmark, f"un{op}", False)):
        with watching(column) as told:
            after = act(by=alice, entry=entry)
        assert told == [(word, entry), ("follow", entry.post)]
        assert getattr(Entry.objects.get(pk=entry.pk), field) is getattr(after, field) is value
        assert after.seq == head(column) - 1
        assert after.revision == 1


@pytest.mark.parametrize(("mark", "unmark", "field", "op"), PAIRS)
def test_marking_twice_is_one_act(
    column: Column, entry: Entry, alice: User, mark: object, unmark: object, field: str, op: str
) -> None:
    with watching(column) as told:
        unmark(by=alice, entry=entry)
    assert told == []
    mark(by=alice, entry=entry)
    with watching(column) as told:
        mark(by=alice, entry=entry)
    assert told == []


@pytest.mark.parametrize(("mark", "unmark", "field", "op"), PAIRS)
def test_only_a_published_entry_is_marked(
    column: Column, entry: Entry, live_post: Post, alice: User, mark: object, unmark: object, field: str, op: str
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    with watching(column) as told:
        for act in (mark, unmark):
            for thing in (draft, entry):
                with pytest.raises(Refused, match="Only a published"):
                    act(by=alice, entry=thing)
    assert told == []
