"""The reading side of the log: what moved after a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.changes.after import Head, Moved, after, heads
from columns.models import Column, Entry, Post
from columns.publishing.marks import pin_entry
from columns.publishing.site import change_site


@pytest.fixture
def start(live_post: Post) -> int:
    """Where the log stands once the post is open."""
    return Column.objects.get(pk=live_post.column_id).head_seq


def test_each_thing_is_there_once_at_its_last_number_oldest_first(
    column: Column, start: int, publish: Callable[..., Entry], alice: User
) -> None:
    one, two = publish("One"), publish("Two")
    pin_entry(by=alice, entry=one)
    change_site(by=alice, name="Another")
    assert after(column.pk, start, start + 5) == [
        Moved(start + 2, two.pk, None, start + 2), Moved(start + 3, one.pk, None, start + 3),
        Moved(start + 4, None, one.post_id), Moved(start + 5, None, None),
    ]


def test_nothing_beyond_the_number_that_was_read_before(
    column: Column, start: int, publish: Callable[..., Entry]
) -> None:
    one, _ = publish("One"), publish("Two")
    assert after(column.pk, start, start + 1) == [Moved(start + 1, one.pk, None, start + 1)]
    assert after(column.pk, start + 2, start + 2) == []


def test_heads_name_epoch_number_and_state_and_leave_out_what_is_gone(column: Column, start: int) -> None:
    found = heads([column.pk, column.pk + 999])
    assert found == {column.pk: Head(column.epoch, start, "live")}
    assert str(found[column.pk]) == f"{column.epoch}:{start}"
