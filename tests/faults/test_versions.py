"""Old pages and new servers, and the reverse: what one says and the other does not know is passed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from columns.models import Entry, Post
from tests.orm import Orm

from .programs import Server
from .scene import Scene
from .transports import lines
from .web import Web

PATIENCE = 20.0
#: What a server of another version may say beside what is known: a message, and two changes.
MESSAGE = {"type": "weather", "degrees": 21}
NEW_OP = {"op": "map", "seq": 1_000_000, "post": "x", "id": "x", "html": "<p>map</p>"}
NEW_REGION = {"sidebar": "<p>What is this?</p>"}


def _say_more(message: dict[str, Any]) -> dict[str, Any]:
    """A message with fields, changes and regions that a page does not know."""
    changes = [change | {"colour": "red"} for change in message.get("changes", ())]
    for change in changes:
        if change["op"] == "post":
            change["html"] = change["html"] | NEW_REGION
    return message | {"mood": "calm"} | ({"changes": [NEW_OP, *changes, NEW_OP]} if changes else {})


def _stand_between(socket: WebSocketRoute) -> None:
    server = socket.connect_to_server()

    def speak(raw: str | bytes) -> None:
        socket.send(json.dumps(MESSAGE))
        socket.send(json.dumps(_say_more(json.loads(raw))))

    server.on_message(speak)


def test_an_old_page_passes_over_what_a_new_server_says(
    reader_page: Page, live_post: Post, publish: Callable[..., Entry], orm: Orm
) -> None:
    reader_page.route_web_socket("**/live/**", _stand_between)
    reader_page.goto(orm(live_post.get_absolute_url))
    expect(reader_page.locator(".stream-page.is-connected")).to_be_visible()
    for number in range(2):
        entry = publish(f"Entry {number}", "<p>Heard.</p>", pinned=True)
        expect(reader_page.locator(f"#e-{entry.pk}")).to_be_attached()
        expect(reader_page.locator('[data-region="pinned"]')).to_contain_text(f"Entry {number}")
    expect(reader_page.get_by_text("What is this?")).to_have_count(0)


def test_an_old_server_passes_over_what_a_new_page_says(embedded: Server, play: Callable[..., Scene]) -> None:
    scene = play(embedded, newcomers=False)
    (reader,) = scene.seat(1)[:1]
    web, label = Web(embedded.port), reader.page
    with connect(f"ws://127.0.0.1:{web.port}{label.live}?v=9", origin=web.origin, compression=None, proxy=None) as line:  # type: ignore[arg-type]
        hello = {"type": "hello", "epoch": label.epoch, "after": label.after, "mood": "calm", "wants": ["maps"]}
        line.send(json.dumps(hello))
        assert json.loads(line.recv(PATIENCE)) == {"type": "beat", "seq": label.after}
        line.send(json.dumps({"type": "weather"}))
        with pytest.raises(ConnectionClosed) as ended:
            line.recv(PATIENCE)
        assert ended.value.rcvd
        assert ended.value.rcvd.code == 1008
    path = f"{label.live}events?wants=maps&after={label.epoch}:{label.after}&v=9"
    connection, answer = web.stream(path, {"X-Mood": "calm"}, PATIENCE)
    data = next(line for line in lines(answer) if line.startswith("data: "))
    assert json.loads(data.removeprefix("data: ")) == {"type": "beat", "seq": label.after}
    answer.close()
    connection.close()
    polled = web.get(f"{label.live}changes?after={label.epoch}:{label.after}&wants=maps").json()
    assert polled == [{"type": "beat", "seq": label.after}]
