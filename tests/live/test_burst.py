"""A burst: hundreds of updates at once, for readers on the socket and on events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from columns.live import hub as hubs
from columns.models import Column

from .listener import Listener, assert_chain, gather_up_to


async def test_it_arrives_whole_and_once(
    listener: Callable[..., Listener], column: Column, publish: Any, act: Any, head: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hubs, "PAUSE", 0.05)
    now = await head(column)
    readers = [listener(follows_by=kind) for kind in ("socket", "events") for _ in range(3)]
    for reader in readers:
        await reader.follow(now)
        await reader.hear()
    entries = await act(lambda: [publish(f"Entry {number}") for number in range(300)])
    last = (await head(column)).head_seq
    await gather_up_to(readers, last)
    for reader in readers:
        assert_chain(reader.chain, now.head_seq, last)
        assert sorted(set(reader.numbers) & {entry.seq for entry in entries}) == [entry.seq for entry in entries]
        assert len(reader.numbers) == len(set(reader.numbers))
