"""The hub: one reading of the log for all readers, and nothing lost or doubled whatever becomes of the bell."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F

from columns.changes import log
from columns.changes.bell import ring
from columns.live import hub as hubs
from columns.live import recent
from columns.live.reading_log import read_log
from columns.models import Column, Post

from .listener import Listener, assert_chain, gather_up_to
from .publisher import publish_elsewhere

pytestmark = pytest.mark.parametrize("transport", ["socket", "events"])

Listen = Callable[..., Listener]
NEVER = 3600.0


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub looks at the heads often."""
    monkeypatch.setattr(hubs, "PAUSE", 0.05)


@pytest.fixture
def no_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub hears by the bell or not at all."""
    monkeypatch.setattr(hubs, "PAUSE", NEVER)


@pytest.fixture
def no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bell rings."""
    monkeypatch.setattr(log, "ring", lambda column_id, seq: None)


async def _at_the_head(listener: Listen, column: Column, number: int) -> list[Listener]:
    """So many readers who have had their first answer."""
    readers = [listener() for _ in range(number)]
    for reader in readers:
        await reader.follow(column)
        await reader.hear()
    return readers


async def test_everyone_gets_the_same_bytes_and_the_log_is_read_once_a_bell(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, no_looks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[int] = []
    monkeypatch.setattr(recent, "read_log", lambda *place: readings.append(place[1]) or read_log(*place))
    now = await head(column)
    readers = await _at_the_head(listener, now, 200)
    for number in range(1, 6):
        entry = await act(publish, f"Entry {number}")
        await gather_up_to(readers, entry.seq)
        assert len(readings) == number
    assert len({tuple(reader.raw) for reader in readers}) == 1
    assert_chain(readers[0].chain, now.head_seq, entry.seq)


async def test_a_lost_bell_is_made_up_for_by_a_look(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, no_bell: None, quick_looks: None
) -> None:
    now = await head(column)
    (reader,) = await _at_the_head(listener, now, 1)
    entry = await act(publish, "Unheard")
    await reader.hear_up_to(entry.seq)
    assert_chain(reader.chain, now.head_seq, entry.seq)


async def test_a_bell_that_rings_three_times_tells_nothing_twice(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "ring", lambda *place: [ring(*place) for _ in range(3)])
    now = await head(column)
    (reader,) = await _at_the_head(listener, now, 1)
    for number in range(3):
        entry = await act(publish, f"Entry {number}")
        await reader.hear_up_to(entry.seq)
    await reader.hello(now.epoch, entry.seq)
    assert (await reader.hear())["type"] == "beat"
    assert_chain(reader.chain, now.head_seq, entry.seq)


async def test_what_another_process_commits_is_seen(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any, quick_looks: None
) -> None:
    now = await head(column)
    (reader,) = await _at_the_head(listener, now, 1)
    last = await act(publish_elsewhere, live_post.pk, 3, REDIS_URL="")
    await reader.hear_up_to(last)
    assert_chain(reader.chain, now.head_seq, last)


async def test_a_log_that_could_not_be_read_is_read_again(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, no_bell: None, quick_looks: None,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    (reader,) = await _at_the_head(listener, await head(column), 1)
    troubles = [RuntimeError("the database is away")]

    def troubled(*place: int) -> Any:
        if troubles:
            raise troubles.pop()
        return read_log(*place)

    monkeypatch.setattr(recent, "read_log", troubled)
    entry = await act(publish, "After the trouble")
    await reader.hear_up_to(entry.seq)
    assert "could not read the log" in caplog.text


async def test_a_new_epoch_resets_everyone(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any, quick_looks: None
) -> None:
    readers = await _at_the_head(listener, await head(column), 3)
    await act(log.renew_epoch, column.pk)
    for reader in readers:
        assert await reader.hear() == {"type": "reset", "reason": "epoch"}
        now = await head(column)
        await reader.hello(now.epoch, now.head_seq)
        assert (await reader.hear())["type"] == "beat"


async def test_a_head_that_went_back_begins_a_new_epoch(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, quick_looks: None,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    await act(publish, "Not in the backup")
    before = await head(column)
    readers = await _at_the_head(listener, before, 3)
    await act(Column.objects.filter(pk=column.pk).update, head_seq=F("head_seq") - 1)
    for reader in readers:
        assert await reader.hear() == {"type": "reset", "reason": "epoch"}
    assert (await head(column)).epoch != before.epoch
    assert "went back" in caplog.text


async def test_a_reader_who_is_slow_ends_with_everything(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, quick_looks: None
) -> None:
    now = await head(column)
    slow, quick = await _at_the_head(listener, now, 2)
    slow.socket.output_queue._maxsize = 1
    for number in range(6):
        entry = await act(publish, f"Entry {number}")
        await quick.hear_up_to(entry.seq)
    await slow.hear_up_to(entry.seq)
    assert_chain(slow.chain, now.head_seq, entry.seq)
    assert len(slow.chain) < len(quick.chain)
    entry = await act(publish, "Afterwards")
    await gather_up_to([slow, quick], entry.seq)
    assert_chain(slow.chain, now.head_seq, entry.seq)


async def test_a_slow_reader_who_says_hello_again_hears_nothing_twice(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, quick_looks: None
) -> None:
    now = await head(column)
    slow, quick = await _at_the_head(listener, now, 2)
    slow.socket.output_queue._maxsize = 1
    for number in range(3):
        entry = await act(publish, f"Entry {number}")
        await quick.hear_up_to(entry.seq)
    first = (await slow.hear())["to"]
    await slow.hello(now.epoch, first)
    await slow.hear_up_to(entry.seq)
    entry = await act(publish, "Afterwards")
    await gather_up_to([slow, quick], entry.seq)
    await slow.hello(now.epoch, entry.seq)
    assert (await slow.hear())["type"] == "beat"
    assert slow.numbers.count(entry.seq) == 1


async def test_readers_hear_that_all_is_well(
    listener: Listen, column: Column, live_post: Post, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "BEAT", 0.05)
    now = await head(column)
    for reader in await _at_the_head(listener, now, 2):
        assert await reader.hear() == {"type": "beat", "seq": now.head_seq}


async def test_a_column_that_nobody_follows_is_forgotten_at_the_beat(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten = asyncio.Event()
    forget = hubs.Hub._forget

    async def forget_and_say_so(hub: hubs.Hub, column_id: int) -> None:
        await forget(hub, column_id)
        forgotten.set()

    monkeypatch.setattr(hubs, "BEAT", 0.05)
    monkeypatch.setattr(hubs.Hub, "_forget", forget_and_say_so)
    (reader,) = await _at_the_head(listener, await head(column), 1)
    await reader.hear()
    assert not forgotten.is_set()
    await reader.leave()
    async with asyncio.timeout(20):
        await forgotten.wait()
    assert hubs.hub()._watches == {}
    entry, back = await act(publish, "While nobody listened"), listener()
    await back.follow(column)
    await back.hear_up_to(entry.seq)
