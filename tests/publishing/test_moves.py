"""Moving entries to another post of their column."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.errors import Refused
from columns.publishing.marks import pin_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import close_post
from columns.publishing.texts import EntryText

from .log import watching

Day = Callable[..., Post]


def test_a_moved_entry_keeps_its_permalink_and_its_place_in_time(
    column: Column, entry: Entry, open_day: Day, alice: User
) -> None:
    other = open_day(8)
    with watching(column) as told:
        after = move_entry(by=alice, entry=entry, post=other)
    assert told == [("move", entry)]
    assert Entry.objects.get(pk=entry.pk).post == after.post == other
    assert (after.get_absolute_url(), after.display_time, after.first_seq, after.revision) == (
        entry.get_absolute_url(), entry.display_time, entry.first_seq, entry.revision
    )


def test_a_marked_entry_moves_the_heads_of_both_posts(
    column: Column, entry: Entry, open_day: Day, alice: User
) -> None:
    pin_entry(by=alice, entry=entry)
    other = open_day(8)
    with watching(column) as told:
        move_entry(by=alice, entry=entry, post=other)
    assert told == [("move", entry), ("follow", other), ("follow", entry.post)]


def test_its_thread_moves_with_it_but_stays_where_it_is(
    column: Column, entry: Entry, write: Callable[..., Entry], open_day: Day, alice: User
) -> None:
    later = write("Later", continues=entry)
    with watching(column) as told:
        move_entry(by=alice, entry=entry, post=open_day(8))
    assert told[-2:] == [("move", entry), ("follow", later)]
    assert Entry.objects.get(pk=later.pk).post == later.post


def test_it_can_go_into_a_closed_post(column: Column, entry: Entry, open_day: Day, alice: User) -> None:
    closed = close_post(by=alice, post=open_day(8))
    assert move_entry(by=alice, entry=entry, post=closed).post == closed


def test_to_where_it_is_it_does_not_move(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        move_entry(by=alice, entry=entry, post=entry.post)
    assert told == []


def test_another_column_and_a_post_that_is_not_open_are_refused(
    column: Column, entry: Entry, elsewhere: Post, draft_post: Day, alice: User
) -> None:
    draft = draft_post(8)
    with watching(column) as told:
        for post, why in ((elsewhere, "its column"), (draft, "not been opened")):
            with pytest.raises(Refused, match=why) as refused:
                move_entry(by=alice, entry=entry, post=post)
            assert refused.value.field == "post"
    assert told == []


def test_a_draft_moves_without_a_word_to_the_log(
    column: Column, live_post: Post, draft_post: Day, alice: User
) -> None:
    draft, other = save_draft(by=alice, post=live_post, text=EntryText("A draft")), draft_post(8)
    with watching(column) as told:
        move_entry(by=alice, entry=draft, post=other)
    assert told == []
    assert Entry.objects.get(pk=draft.pk).post == other
