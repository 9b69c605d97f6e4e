"""The socket's manners: who gets in, and what ends the connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from columns.live import socket as sockets
from columns.models import Column, Post

from .listener import Listener

Listen = Callable[..., Listener]


@pytest.mark.parametrize(
    "origin",
    [None, "null", "", "http://evil.example", "https://127.0.0.1.evil.example", "http://evil.example/127.0.0.1", "file://"],
)
async def test_pages_of_other_sites_are_refused(listener: Listen, column: Column, origin: str | None) -> None:
    assert not await listener(origin=origin).connect()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"type":"bye"}', '{"type":"hello"}', '{"type":"hello","epoch":"1","after":1}', "é" * 2000],
)
async def test_what_is_not_a_hello_ends_the_connection(listener: Listen, column: Column, text: str) -> None:
    reader = listener()
    assert await reader.connect()
    await reader.say(text)
    assert await reader.closing() == 1008


async def test_a_binary_message_ends_the_connection(listener: Listen, column: Column) -> None:
    reader = listener()
    assert await reader.connect()
    await reader.socket.send_input({"type": "websocket.receive", "bytes": b'{"type":"hello"}'})
    assert await reader.closing() == 1008


async def test_a_message_after_the_hello_must_be_a_hello_too(
    listener: Listen, column: Column, live_post: Post, head: Any
) -> None:
    reader = listener()
    await reader.follow(await head(column))
    await reader.hear()
    await reader.say('{"type":"publish","body":"mine"}')
    assert await reader.closing() == 1008


async def test_the_connection_is_closed_once_however_much_follows(
    listener: Listen, column: Column, live_post: Post, head: Any
) -> None:
    now, reader = await head(column), listener()
    assert await reader.connect()
    for _ in range(3):
        await reader.say("nonsense")
    await reader.hello(now.epoch, now.head_seq)
    assert await reader.closing() == 1008
    await reader.leave()
    assert reader.socket.output_queue.empty()


async def test_five_hellos_in_a_row_are_answered_and_the_sixth_ends_it(
    listener: Listen, column: Column, live_post: Post, head: Any
) -> None:
    now, reader = await head(column), listener()
    assert await reader.connect()
    for _ in range(5):
        await reader.hello(now.epoch, now.head_seq)
        assert (await reader.hear())["type"] == "beat"
    await reader.hello(now.epoch, now.head_seq)
    assert await reader.closing() == 1008


async def test_who_says_nothing_is_not_waited_for(
    listener: Listen, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "GREETING", 0.01)
    reader = listener()
    assert await reader.connect()
    assert await reader.closing() == 1008


async def test_who_has_said_hello_may_be_silent(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "GREETING", 0.2)
    now, reader, silent = await head(column), listener(), listener()
    await reader.follow(now)
    assert await silent.connect()
    assert await silent.closing() == 1008
    entry = await act(publish, "Still here")
    await reader.hear_up_to(entry.seq)
