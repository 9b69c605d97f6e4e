"""What no reader does: too long, too often, half a request; and columns that end under those who follow them."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from .programs import Server
from .scene import Scene
from .transports import EventsReader, SocketReader
from .web import Web

Play = Callable[..., Scene]

PATIENCE = 20


def _socket(scene: Scene) -> ClientConnection:
    web = Web(scene.server.port)
    return connect(f"ws://127.0.0.1:{web.port}/live/{scene.slug}/", origin=web.origin, compression=None, proxy=None)  # type: ignore[arg-type]


def _how_it_ends(line: ClientConnection, messages: list[str]) -> int | None:
    """The code that the server closes with, whatever it says before."""
    try:
        for message in messages:
            line.send(message)
        while line.recv(PATIENCE):
            continue
    except ConnectionClosed as ended:
        return ended.rcvd.code if ended.rcvd else None
    return 0


@pytest.mark.parametrize(
    ("messages", "codes"),
    [
        # A server that has closed may reset what is still on its way, close frame and all.
        (["x" * 1024 * 1024], {1009, None}),
        (["nonsense"] * 1000, {1008, None}),
        ([json.dumps({"type": "hello", "epoch": "0" * 32, "after": 0})] * 1000, {1008, None}),
    ],
    ids=["a mebibyte", "a thousand messages", "a thousand hellos"],
)
def test_too_much_ends_the_connection_and_nobody_else_notices(
    embedded: Server, play: Play, messages: list[str], codes: set[int | None]
) -> None:
    scene = play(embedded, newcomers=False)
    scene.seat(1)
    for _ in range(3):
        with _socket(scene) as line:
            assert _how_it_ends(line, messages) in codes
    scene.editor.ask("work", acts=5)
    scene.settle()


@pytest.mark.parametrize("begun", ["", "GET / HT", "GET /live/{slug}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: webs"])
def test_connections_that_say_nothing_or_half_keep_nobody_out(
    embedded: Server, play: Play, full: bool, begun: str
) -> None:
    scene = play(embedded, newcomers=False)
    half_open = [socket.create_connection(("127.0.0.1", embedded.port), PATIENCE) for _ in range(1000 if full else 100)]
    for line in half_open:
        line.sendall(begun.format(slug=scene.slug).encode())
    scene.seat(1)
    scene.editor.ask("work", acts=5)
    scene.await_all()
    for line in half_open:
        line.close()
    scene.settle()


@pytest.mark.parametrize("state", ["hidden", "closed"])
def test_who_follows_a_column_that_is_turned_hears_the_end(embedded: Server, play: Play, state: str) -> None:
    scene = play(embedded, newcomers=False)
    readers = scene.seat(1)
    scene.editor.ask("work", acts=3)
    scene.await_all()
    scene.editor.ask("turn", state=state)
    for reader in readers:
        reader.await_that(lambda page: page.ended == state, f"told that the column is {state}")
        reader.stop()
    with _socket(scene) as late:
        late.send(json.dumps({"type": "hello", "epoch": readers[0].page.epoch, "after": readers[0].page.after}))
        first = json.loads(late.recv(PATIENCE))
        last = json.loads(late.recv(PATIENCE)) if first["type"] == "beat" else first
        assert last == {"type": "end", "reason": state}


def test_who_follows_a_column_that_is_deleted_hears_the_end(embedded: Server, play: Play) -> None:
    scene = play(embedded, newcomers=False)
    readers = scene.seat(1, kinds=(SocketReader, EventsReader))
    scene.editor.ask("work", acts=3)
    scene.await_all()
    scene.editor.ask("delete")
    for reader in readers:
        reader.await_that(lambda page: page.ended == "hidden", "told that there is no such column")


def test_readers_of_a_closed_post_hear_what_is_still_corrected_there(embedded: Server, play: Play) -> None:
    scene = play(embedded, newcomers=False)
    scene.seat(1)
    scene.editor.ask("act", kind="publish")
    scene.editor.ask("close")
    assert scene.editor.ask("act", kind="publish")["outcome"] == "fail"
    scene.editor.ask("act", kind="amend")
    scene.editor.ask("act", kind="withdraw")
    scene.settle()
