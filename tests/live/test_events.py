"""Server-sent events: what is theirs alone. What they share with the socket is proven in test_hub.py, over both."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column

from .listener import HERE, EventListener

#: A cursor that has nothing to do with any log.
ELSEWHERE = f"{uuid.UUID(int=7)}:3"


@pytest.fixture
def transport() -> str:
    return "events"


@pytest_asyncio.fixture
async def reader(listener: Any) -> AsyncIterator[EventListener]:
    """A reader of the column."""
    yield listener()


async def test_each_delta_carries_the_cursor_it_leads_to(
    reader: EventListener, column: Column, publish: Any, act: Any, head: Any
) -> None:
    now = await head(column)
    await reader.follow(now)
    assert await reader.hear() == {"type": "beat", "seq": now.head_seq}
    assert reader.ids == []
    entry: Entry = await act(publish, "Bridge hit")
    await reader.hear_up_to(entry.seq)
    assert reader.ids == [f"{now.epoch}:{entry.seq}"]


async def test_it_is_never_stored_and_not_held_back_by_a_proxy(
    reader: EventListener, column: Column, live_post: Post, head: Any
) -> None:
    await reader.follow(await head(column))
    assert reader.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert reader.headers["cache-control"] == "no-store"
    assert reader.headers["x-accel-buffering"] == "no"
    assert "set-cookie" not in reader.headers


async def test_the_last_event_id_wins_over_the_address(
    reader: EventListener, column: Column, publish: Any, act: Any, head: Any
) -> None:
    before = await head(column)
    entry: Entry = await act(publish, "Bridge hit")
    await reader.open(f"after={ELSEWHERE}", last_event_id=f"{before.epoch}:{before.head_seq}")
    assert await reader.status() == 200
    reader.cursor = before.head_seq
    await reader.hear_up_to(entry.seq)


@pytest.mark.parametrize(
    "cursor",
    ["", "garbage", "a&b&c&d&e&f&g=", ":", "1", str(uuid.UUID(int=7)), f"{uuid.UUID(int=7)}:-1",
     f"{uuid.UUID(int=7)}:1e3", f"{uuid.UUID(int=7)}:{2**63}", f"{uuid.UUID(int=7)}:٣", "é" * 2000, "0" * 4000],
)  # fmt: skip
@pytest.mark.parametrize("by_header", [True, False])
async def test_what_is_no_cursor_is_answered_with_a_reset_and_the_end(
    reader: EventListener, column: Column, cursor: str, by_header: bool
) -> None:
    if by_header:
        await reader.open(f"after={ELSEWHERE}", last_event_id=cursor)
    else:
        await reader.open(f"after={cursor}")
    assert await reader.status() == 200
    assert await reader.hear() == {"type": "reset", "reason": "cursor"}
    assert reader.has_ended


async def test_without_a_cursor_there_is_a_reset(reader: EventListener, column: Column) -> None:
    await reader.open("")
    assert await reader.status() == 200
    assert await reader.hear() == {"type": "reset", "reason": "cursor"}
    assert reader.has_ended


async def test_another_epoch_and_a_cursor_beyond_the_head_end_in_a_reset(
    reader: EventListener, column: Column, live_post: Post, head: Any
) -> None:
    now = await head(column)
    for cursor, reason in ((ELSEWHERE, "epoch"), (f"{now.epoch}:{now.head_seq + 5}", "beyond")):
        await reader.open(f"after={cursor}")
        assert await reader.status() == 200
        assert await reader.hear() == {"type": "reset", "reason": reason}
        assert reader.has_ended


async def test_a_column_that_is_hidden_while_it_is_followed_says_so_and_ends(
    reader: EventListener, column: Column, live_post: Post, act: Any, head: Any
) -> None:
    now = await head(column)
    await reader.follow(now)
    await reader.hear()
    await act(_hide, now)
    assert await reader.hear() == {"type": "end", "reason": "hidden"}
    assert reader.has_ended
    await reader.open(f"after={now.epoch}:{now.head_seq}")
    assert await reader.status() == 200
    assert await reader.hear() == {"type": "end", "reason": "hidden"}


def _hide(column: Column) -> None:
    names = ("slug", "title", "description", "time_zone", "language")
    same: dict[str, Any] = {name: getattr(column, name) for name in names}
    change_column(by=None, column=column, revision=column.revision, state=Column.State.HIDDEN, **same)


async def test_a_column_that_does_not_exist_ends_at_once(reader: EventListener, column: Column) -> None:
    nowhere = EventListener("no-such-column")
    await nowhere.open(f"after={ELSEWHERE}")
    assert await nowhere.status() == 200
    assert await nowhere.hear() == {"type": "end", "reason": "hidden"}


@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("PUT", 405), ("OPTIONS", 405), ("HEAD", 200)])
async def test_only_reading_is_answered(listener: Any, column: Column, method: str, status: int) -> None:
    reader = listener(method=method)
    await reader.open(f"after={ELSEWHERE}")
    assert await reader.status() == status
    assert not (await reader.socket.receive_output()).get("more_body")


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 200), (HERE, 200), ("null", 403), ("", 403), ("http://evil.example", 403), ("http://[", 403)],
)
async def test_pages_of_other_sites_are_refused(
    listener: Any, column: Column, live_post: Post, origin: str | None, status: int
) -> None:
    reader = listener(origin=origin)
    await reader.open(f"after={ELSEWHERE}")
    assert await reader.status() == status


async def test_one_compressed_body_fits_into_everyones_stream(
    listener: Any, column: Column, publish: Any, act: Any, head: Any
) -> None:
    before, text = await head(column), "<p>Witnesses say so.</p>" * 20
    entries = [await act(publish, f"Bridge {number}", text) for number in range(3)]
    readers = [listener() for _ in entries]
    unzippers = [zlib.decompressobj(wbits=16 + zlib.MAX_WBITS) for _ in entries]

    async def read(number: int, seq: int) -> tuple[bytes, str]:
        """Up to an entry: the last piece, and what it said."""
        said = ""
        while f"id: {before.epoch}:{seq}" not in said and f'"seq":{seq}}}' not in said:
            piece = (await readers[number].socket.receive_output())["body"]
            said = unzippers[number].decompress(piece).decode()
        return piece, said

    for number, entry in enumerate(entries):
        await readers[number].open(f"after={before.epoch}:{entry.seq}", accept_encoding="gzip, deflate, br")
        assert await readers[number].status() == 200
        assert readers[number].headers["content-encoding"] == "gzip"
        await read(number, entries[-1].seq)
    last = (await act(publish, "Afterwards", text)).seq
    heard = [await read(number, last) for number in range(len(readers))]
    assert len(set(heard)) == 1
    assert heard[0][1].count("Witnesses say so.") == 20
    assert len(heard[0][0]) < len(heard[0][1]) / 2


async def test_who_does_not_take_gzip_gets_plain_text(reader: EventListener, column: Column, live_post: Post) -> None:
    await reader.open(f"after={ELSEWHERE}", accept_encoding="br")
    assert await reader.status() == 200
    assert "content-encoding" not in reader.headers
    assert (await reader.hear())["type"] == "reset"
