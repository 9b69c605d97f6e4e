"""The change log: numbers without a gap, in the order of commits, and all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer
from django.db import IntegrityError, transaction
from django.utils import timezone

from columns.changes import bell, log
from columns.changes.log import Move, append, renew_epoch
from columns.models import Change, Column, Entry, Post


@pytest.fixture
def rung() -> Iterator[list[tuple[int, int]]]:
    """The rings of the bell, as (column, seq)."""
    rings: list[tuple[int, int]] = []
    with patch.object(log, "ring", lambda *ring: rings.append(ring)):
        yield rings


def new_entry(post: Post) -> Entry:
    """A published entry that the log does not know yet."""
    now = timezone.now()
    return Entry.objects.create(
        column=post.column, post=post, headline="x", state="published", display_time=now, published_at=now
    )


def told(column: Column, after: int) -> list[tuple[int, str, Any]]:
    """The rows after a number."""
    rows = Change.objects.filter(column=column, seq__gt=after).order_by("seq")
    return [(row.seq, row.op, row.entry or row.post) for row in rows]


def test_each_move_gets_the_next_number(column: Column, live_post: Post) -> None:
    column.refresh_from_db()
    start, entry = column.head_seq, new_entry(live_post)
    with transaction.atomic():
        head = append(column, [Move("publish", live_post, entry), Move("follow", live_post), Move("follow")])
    assert told(column, start) == [
        (start + 1, "publish", entry), (start + 2, "follow", live_post), (start + 3, "follow", None)
    ]
    assert head == column.head_seq == Column.objects.get(pk=column.pk).head_seq == start + 3
    assert (entry.seq, entry.first_seq) == (start + 1, start + 1)


def test_an_entry_keeps_the_number_of_its_first_publication(column: Column, live_post: Post) -> None:
    entry = new_entry(live_post)
    for op in ("publish", "pin", "withdraw"):
        with transaction.atomic():
            append(column, [Move(op, live_post, entry)])
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.first_seq, stored.seq) == (column.head_seq - 2, column.head_seq)
    assert (entry.first_seq, entry.seq) == (stored.first_seq, stored.seq)


def test_one_act_moves_each_thing_once_under_its_first_word(column: Column, live_post: Post) -> None:
    entry = new_entry(live_post)
    moves = [Move("amend", live_post, entry), Move("follow", live_post), Move("follow", live_post, entry)]
    column.refresh_from_db()
    start = column.head_seq
    with transaction.atomic():
        append(column, [*moves, Move("follow", live_post)])
    assert {(op, thing) for _, op, thing in told(column, start)} == {("amend", entry), ("follow", live_post)}
    assert column.head_seq == start + 2


def test_wholesale_is_one_row_and_a_new_epoch(
    column: Column, live_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "WHOLESALE", 2)
    column.refresh_from_db()
    start, epoch = column.head_seq, column.epoch
    with transaction.atomic():
        append(column, [Move("rename", live_post, new_entry(live_post)) for _ in range(3)])
    assert told(column, start) == [(start + 1, "settings", None)]
    assert column.epoch == Column.objects.get(pk=column.pk).epoch != epoch


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_the_commit_and_not_without_one(
    column: Column, live_post: Post, rung: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        head = append(column, [Move("settings")])
        assert rung == []
    assert rung == [(column.pk, head)]
    with transaction.atomic():
        append(column, [Move("settings")])
        transaction.set_rollback(True)
    assert rung == [(column.pk, head)]
    assert Column.objects.get(pk=column.pk).head_seq == head == Change.objects.filter(column=column).count()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_refuses(column: Column) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append(column, [Move("settings")])
    assert not Change.objects.filter(column=column).exists()


def test_the_database_itself_refuses_a_number_twice(column: Column, live_post: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(column=column, seq=1, op="settings")


def test_two_columns_count_for_themselves(column: Column, live_post: Post) -> None:
    other = Column.objects.create(slug="tahrir", title="Tahrir")
    with transaction.atomic():
        assert append(other, [Move("settings")]) == 1


def test_a_renewed_epoch_leaves_the_numbers(column: Column, live_post: Post) -> None:
    column.refresh_from_db()
    renew_epoch(column.pk)
    after = Column.objects.get(pk=column.pk)
    assert after.epoch != column.epoch
    assert after.head_seq == column.head_seq


def test_a_layer_that_fails_does_not_stop_an_editor(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(bell, "get_channel_layer", side_effect=ConnectionError("no layer")):
        bell.ring(7, 12)
    assert "column.7 did not ring" in caplog.text


async def test_the_layer_in_memory_is_touched_by_threads_of_its_loop_only() -> None:
    layer = InMemoryChannelLayer()
    with patch.object(bell, "get_channel_layer", return_value=layer), patch.object(layer, "group_send") as sent:
        with ThreadPoolExecutor(1) as threads:
            threads.submit(bell.ring, 7, 12).result()
        sent.assert_not_called()
        await sync_to_async(bell.ring)(7, 12)
        assert [call.args[0] for call in sent.call_args_list] == ["column.7", "desk.7"]
