"""Slow readers and long messages on the real server: what ASGI has no word for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from columns.live import abort
from columns.live import reader as readers
from columns.models import Column
from columns.reading import delta
from liveblog.server import LONGEST_MESSAGE
from tests.live_server import LiveServer

from .listener import assert_chain
from .raw import RawSocket

Connect = Callable[..., RawSocket]


@pytest.fixture
def connect(live: LiveServer) -> Iterator[Connect]:
    """Makes connections to the running server, which are closed at the end."""
    made: list[RawSocket] = []

    def connect(**options: Any) -> RawSocket:
        made.append(RawSocket(live.port, "/live/putin-in-syria/", **options))
        return made[-1]

    yield connect
    for each in made:
        each.close()


def test_who_never_reads_is_dropped_and_the_others_miss_nothing(
    column: Column, publish: Any, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.5)
    dropped = threading.Event()

    def aborter(send: Any) -> Callable[[], None]:
        drop = abort.aborter(send)
        return lambda: (drop(), dropped.set())[0]

    monkeypatch.setattr("columns.live.socket.aborter", aborter)
    column.refresh_from_db()
    deaf, quick = connect(receive_buffer=4096), connect()
    for each in (deaf, quick):
        each.hello(column.epoch, column.head_seq)
    assert quick.hear() == {"type": "beat", "seq": column.head_seq}

    # Long bodies that travel with their frames: the kernel takes some megabytes before anything waits.
    monkeypatch.setattr(delta, "HEAVY", 1_000_000)
    cursor, chain, body = column.head_seq, [], f"<p>{'Witnesses say. ' * 10_000}</p>"
    while not dropped.is_set():
        seq = publish("A long report", body).seq
        chain += quick.hear_up_to(cursor, seq)
        cursor = seq
    deaf.drain()

    seq = publish("Afterwards").seq
    chain += quick.hear_up_to(cursor, seq)
    assert_chain(chain, column.head_seq, seq)


def test_a_message_that_is_too_long_ends_the_connection(column: Column, connect: Connect) -> None:
    reader = connect()
    reader.say("x" * (LONGEST_MESSAGE + 1))
    assert reader.closing() == 1009


def test_a_message_of_the_longest_length_is_still_looked_at(column: Column, connect: Connect) -> None:
    reader = connect()
    reader.say("x" * LONGEST_MESSAGE)
    assert reader.closing() == 1008


def test_messages_that_follow_the_wrong_one_leave_no_trace(
    column: Column, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    reader = connect()
    for _ in range(8):
        reader.say("nonsense")
    assert reader.closing() == 1008
    reader.close()
    assert not caplog.records


def test_where_there_is_no_transport_nothing_is_dropped() -> None:
    async def send(message: dict[str, Any]) -> None:
        raise AssertionError

    abort.aborter(send)()
