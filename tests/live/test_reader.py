"""A reader as the hub sees it: one that keeps up, one that must be waited for, and one that is lost."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pytest

from columns.changes.after import Head
from columns.live import protocol
from columns.live import reader as readers
from columns.live.asking import Asking
from columns.live.frame import Form, Frame
from columns.live.protocol import Cursor
from columns.live.reader import Reader
from columns.live.reading_log import Told
from columns.live.watch import Watch

EPOCH = uuid.uuid4()
#: A connection that takes a frame as its bare text.
BARE = Form(attrgetter("text"), lambda frame: frame.text.encode())


class Wire:
    """A connection that takes messages while it is open, as uvicorn's does: else its `send` waits before it writes."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.is_open = asyncio.Event()
        self.is_open.set()
        self.aborted = asyncio.Event()

    async def send(self, message: str) -> None:
        """Wait for room, then take the message."""
        await self.is_open.wait()
        self.taken.append(message)

    def reader(self, cursor: int = 0) -> Reader:
        """The reader behind it."""
        return _reader(self.send, self.aborted.set, cursor)


def _reader(send: Any, abort: Any = lambda: None, cursor: int = 0) -> Reader:
    return Reader(send, BARE, abort, str(EPOCH), cursor)


def _watch(head: int) -> Watch:
    return Watch(1, Head(EPOCH, head, "live"), Asking())


def _grow(watch: Watch, seq: int, change: str = "", thing: str = "") -> None:
    """One change more."""
    news = (seq, thing or f"entry:{seq}", change or f'"{seq}"')
    known, told = watch.head, Told(Head(EPOCH, seq, "live"), (news,), whole=True)
    watch.recent._take_in(told, known.seq)
    watch._heard(known, told)


async def _until(is_so: Callable[[], bool]) -> None:
    """Let the other tasks go on until something is so."""
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0)


async def test_who_keeps_up_has_it_at_once() -> None:
    wire = Wire()
    reader = wire.reader()
    assert reader.offer(Frame("one", reached=4)) is None
    assert (wire.taken, reader.cursor) == (["one"], 4)


async def test_a_message_that_leads_nowhere_leaves_the_cursor() -> None:
    reader = Wire().reader(cursor=7)
    assert reader.offer(Frame("beat", reached=0)) is None
    assert reader.cursor == 7


async def test_who_does_not_keep_up_is_waited_for() -> None:
    wire = Wire()
    wire.is_open.clear()
    reader = wire.reader()
    rest = reader.offer(Frame("one", reached=4))
    assert rest
    assert (wire.taken, reader.cursor) == ([], 0)
    wire.is_open.set()
    await rest()
    assert (wire.taken, reader.cursor) == (["one"], 4)


async def test_a_parked_reader_gets_the_rest_then_what_it_missed_then_everything() -> None:
    wire, watch = Wire(), _watch(2)
    reader = wire.reader(cursor=2)
    watch.readers.add(reader)
    wire.is_open.clear()
    for seq in (3, 4, 5):
        _grow(watch, seq)
    assert reader not in watch.readers
    assert watch.is_followed
    wire.is_open.set()
    await _until(lambda: reader in watch.readers)
    _grow(watch, 6)
    assert [message[message.index('"from"') : message.index(',"ch')] for message in wire.taken] == [
        '"from":2,"to":3', '"from":3,"to":5', '"from":5,"to":6',
    ]  # fmt: skip
    assert reader.cursor == 6
    assert not wire.aborted.is_set()


async def test_what_is_withdrawn_meanwhile_is_not_told_to_who_is_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "CHUNK", 120)  # one change in each
    wire, watch = Wire(), _watch(0)
    for seq in range(1, 10):
        _grow(watch, seq, f'"said {seq}"')
    wire.is_open.clear()
    reader = wire.reader(cursor=0)
    arriving = asyncio.create_task(watch.welcome(reader, Cursor(str(EPOCH), 0)))
    await _until(lambda: watch.is_followed)
    _grow(watch, 10, '"gone"', "entry:8")
    wire.is_open.set()
    await arriving
    assert reader.cursor == 10
    heard = "".join(wire.taken)
    assert "said 7" in heard
    assert "said 8" not in heard


def test_the_steps_that_are_kept_ready_are_bounded_as_the_memory_is() -> None:
    watch = _watch(0)
    watch.recent.shrink(40_000)
    for seq in range(1, 31):
        _grow(watch, seq, f'"{"x" * 1000}"')
    for cursor in range(30):
        assert watch.recent.step_from(cursor)
    assert sum(len(step.text) for step in watch.recent._steps.values()) < 80_000


async def test_a_sending_that_fails_at_once_says_so() -> None:
    async def send(message: str) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        _reader(send).offer(Frame("one", reached=1))


async def test_one_broken_connection_costs_the_others_nothing() -> None:
    async def send(message: str) -> None:
        raise RuntimeError("after the close")

    watch, wire, aborted = _watch(2), Wire(), asyncio.Event()
    broken, whole = _reader(send, aborted.set, 2), wire.reader(cursor=2)
    watch.readers |= {broken, whole}
    _grow(watch, 3)
    assert watch.readers == {whole}
    assert aborted.is_set()  # if anything is left of it, its client is to notice
    assert whole.cursor == 3


async def test_a_connection_that_breaks_while_it_is_waited_for_is_let_go() -> None:
    gate = asyncio.Event()
    aborted = asyncio.Event()

    async def send(message: str) -> None:
        await gate.wait()
        raise ConnectionResetError

    watch = _watch(2)
    watch.readers.add(_reader(send, aborted.set, 2))
    _grow(watch, 3)
    gate.set()
    await _until(aborted.is_set)
    await _until(lambda: not watch.is_followed)


async def test_who_takes_nothing_is_aborted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.01)
    wire, watch = Wire(), _watch(2)
    wire.is_open.clear()
    watch.readers.add(wire.reader(cursor=2))
    _grow(watch, 3)
    async with asyncio.timeout(20):
        await wire.aborted.wait()
    await _until(lambda: not watch.is_followed)


async def test_who_takes_nothing_while_it_catches_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.01)
    wire = Wire()
    wire.is_open.clear()
    with pytest.raises(TimeoutError):
        await wire.reader().take(Frame("one", reached=1))


async def test_who_leaves_while_it_is_waited_for_does_not_come_back() -> None:
    wire, watch = Wire(), _watch(2)
    reader = wire.reader(cursor=2)
    watch.readers.add(reader)
    wire.is_open.clear()
    _grow(watch, 3)
    waiting = watch._catching_up[reader]
    assert waiting
    watch.leave(reader)
    wire.is_open.set()
    await asyncio.wait([waiting])
    assert not watch.is_followed
    assert wire.taken == []


async def test_the_rest_of_a_sending_hands_on_what_it_waits_for() -> None:
    first, second = asyncio.Event(), asyncio.Event()
    passed: list[str] = []

    async def send(message: str) -> None:
        await first.wait()
        passed.append("first")
        await second.wait()
        passed.append("second")

    rest = _reader(send).offer(Frame("one", reached=1))
    assert rest
    task = asyncio.create_task(rest())
    first.set()
    await _until(lambda: passed == ["first"])
    second.set()
    await task
    assert passed == ["first", "second"]
