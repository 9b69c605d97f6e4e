"""The shortcut, on the real server: what goes past its `send` reaches readers as if it had gone through it."""

from __future__ import annotations

import http.client
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.sync.client import connect

from columns.live.shortcut import shortcut
from columns.models import Column
from tests.live_server import LiveServer

PATIENCE = 20
Hear = Callable[[], dict[str, Any]]


@contextmanager
def on_socket(live: LiveServer, column: Column) -> Iterator[Hear]:
    with connect(f"ws://127.0.0.1:{live.port}/live/{column.slug}/", origin=live.url) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps({"type": "hello", "epoch": str(column.epoch), "after": column.head_seq}))
        yield lambda: json.loads(socket.recv(PATIENCE))


@contextmanager
def on_events(live: LiveServer, column: Column, encoding: str = "identity") -> Iterator[Hear]:
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=PATIENCE)
    path = f"/live/{column.slug}/events?after={column.epoch}:{column.head_seq}"
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    assert answer.getheader("content-encoding", "identity") == encoding
    unpack = zlib.decompressobj(wbits=31).decompress if encoding == "gzip" else bytes
    said = b""

    def hear() -> dict[str, Any]:
        nonlocal said
        while not (said.startswith((b"data:", b"id:")) and b"\n\n" in said):
            if said.startswith(b"retry:") and b"\n\n" in said:
                said = said.partition(b"\n\n")[2]
                continue
            said += unpack(answer.read1(65536))
        event, _, said = said.partition(b"\n\n")
        return dict(json.loads(event.partition(b"data: ")[2]))

    yield hear
    connection.close()


@contextmanager
def on_squeezed_events(live: LiveServer, column: Column) -> Iterator[Hear]:
    with on_events(live, column, "gzip") as hear:
        yield hear


@pytest.mark.parametrize("listening", [on_socket, on_events, on_squeezed_events])
def test_an_update_goes_past_the_servers_send(
    live: LiveServer, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch, listening: Any
) -> None:
    sent: list[str] = []
    for server in (RequestResponseCycle, WebSocketsSansIOProtocol):

        async def send(self: Any, message: Any, its_own: Any = server.send) -> None:
            sent.append(str(message))
            await its_own(self, message)

        monkeypatch.setattr(server, "send", send)
    column.refresh_from_db()
    with listening(live, column) as hear:
        assert hear() == {"type": "beat", "seq": column.head_seq}
        for headline in ("Bridge hit", "Мост разрушен, وقال الشهود"):
            entry = publish(headline, f"<p>{'Witnesses say. ' * 20}</p>")
            delta = hear()
            assert delta["type"] == "delta"
            assert delta["to"] == entry.seq
            assert headline in delta["changes"][0]["html"]
        assert sent
        assert not any("delta" in message for message in sent)


def test_without_the_server_there_is_none() -> None:
    async def send(message: dict[str, Any]) -> None:
        raise AssertionError

    flow, _ = shortcut(send)
    assert flow.write_paused
