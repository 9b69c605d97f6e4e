"""A storm: all readers come back at once, and the database hardly notices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from columns.live import hub as hubs
from columns.live import memory, protocol, reading_log, recent
from columns.live.reading_log import read_log
from columns.models import Column

from .listener import Listener, assert_chain, gather_up_to
from .test_socket import change

pytestmark = pytest.mark.parametrize("transport", ["socket", "events"])

Listen = Callable[..., Listener]
MANY = 200


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the live part asks the database for, as it does. The looks are left away: they ask on their own time."""
    monkeypatch.setattr(hubs, "PAUSE", 3600.0)
    found: list[str] = []

    def note(name: str, ask: Any) -> Any:
        return lambda *args: found.append(name) or ask(*args)

    monkeypatch.setattr(hubs, "column_at", note("address", hubs.column_at))
    monkeypatch.setattr(hubs, "heads", note("head", hubs.heads))
    monkeypatch.setattr(recent, "read_log", note("log", read_log))
    return found


async def test_however_many_come_back_the_log_is_read_once(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, asked: list[str]
) -> None:
    before = await head(column)
    entries = [await act(publish, f"Entry {number}") for number in range(10)]
    readers = [listener() for _ in range(MANY)]
    await asyncio.gather(*(reader.follow(before) for reader in readers))
    await gather_up_to(readers, entries[-1].seq)
    assert sorted(asked) == ["address", "head", "log"]
    assert len({tuple(reader.raw) for reader in readers}) == 1
    assert_chain(readers[0].chain, before.head_seq, entries[-1].seq)


async def test_from_memory_nobody_costs_a_query(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, asked: list[str]
) -> None:
    before, first = await head(column), listener()
    await first.follow(before)
    await first.hear()
    entries = [await act(publish, f"Entry {number}") for number in range(5)]
    await first.hear_up_to(entries[-1].seq)
    asked.clear()
    readers = [listener() for _ in range(MANY)]
    await asyncio.gather(*(r.follow(before, entries[n % 5].seq - 1) for n, r in enumerate(readers)))
    await gather_up_to(readers, entries[-1].seq)
    assert asked == []


async def test_who_is_further_behind_than_anybody_remembers_fetches_the_page(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(memory, "BOUND", 8 * 1024)
    before = await head(column)
    for number in range(6):
        await act(publish, f"Entry {number}", f"<p>{'Witnesses say. ' * 150}</p>")
    readers = [listener() for _ in range(5)]
    for reader in readers:
        await reader.follow(before)
        assert await reader.hear() == {"type": "reset", "reason": "far"}
    assert asked.count("log") == 1
    now = await head(column)
    await readers[0].hello(now.epoch, now.head_seq)
    assert (await readers[0].hear())["type"] == "beat"


async def test_a_reader_who_is_too_far_behind_costs_the_others_nothing(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "PAUSE", 3600.0)
    before, quick = await head(column), listener()
    await quick.follow(before)
    await quick.hear()
    entries = [await act(publish, f"Entry {number}") for number in range(6)]
    await quick.hear_up_to(entries[-1].seq)
    hubs.hub()._watches[column.pk].recent.shrink(0)
    monkeypatch.setattr(reading_log, "KEPT", 3)  # as if the head had moved on between the check and the reading
    late = listener()
    await late.follow(before)
    assert await late.hear() == {"type": "reset", "reason": "far"}
    monkeypatch.setattr(reading_log, "KEPT", protocol.KEPT)
    entry = await act(publish, "Afterwards")
    await quick.hear_up_to(entry.seq)
    assert_chain(quick.chain, before.head_seq, entry.seq)


async def test_an_address_that_the_column_has_left_is_asked_for_again(
    listener: Listen, column: Column, live_post: Any, act: Any, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    await reader.hear()
    await act(change, now, slug="russia-in-syria")
    assert await reader.hear() == {"type": "reset", "reason": "epoch"}
    now = await head(column)
    for slug in ("russia-in-syria", "putin-in-syria"):
        again = listener(slug)
        await again.follow(now)
        assert (await again.hear())["type"] == "beat"
