"""Places: a process takes so many readers, and says clearly that it is full."""

from __future__ import annotations

import json
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from columns.live.places import Places
from columns.models import Column, Post

from .listener import PATIENCE, Listener


def at(address: str) -> dict[str, Any]:
    return {"client": (address, 4711)}


def test_a_place_that_was_given_back_can_be_taken_again(settings: Any) -> None:
    settings.READERS = 2
    places = Places()
    first = places.take(at("198.51.100.1"))
    assert first
    assert places.take(at("198.51.100.2"))
    assert places.take(at("198.51.100.3")) is None
    places.give_back(first)
    assert places.take(at("198.51.100.3"))


def test_one_address_does_not_take_the_places_of_all(settings: Any) -> None:
    settings.READERS_PER_ADDRESS = 2
    places = Places()
    taken = [places.take(at("198.51.100.1")) for _ in range(2)]
    assert all(taken)
    assert places.take(at("198.51.100.1")) is None
    assert places.take(at("198.51.100.2"))
    places.give_back(taken[0] or b"")
    assert places.take(at("198.51.100.1"))


def test_a_subscriber_of_ipv6_is_one_address_however_many_it_has(settings: Any) -> None:
    settings.READERS_PER_ADDRESS = 1
    places = Places()
    assert places.take(at("2001:db8:0:1::1"))
    assert places.take(at("2001:db8:0:1:ffff::2")) is None
    assert places.take(at("2001:db8:0:2::1"))
    assert places.take(at("::ffff:198.51.100.1"))
    assert places.take(at("198.51.100.1")) is None


@pytest.mark.parametrize("client", [("127.0.0.1", 1), ("::1", 1), ("", 0), ("unix:", 0), None])
def test_our_own_machine_is_counted_for_nobody(settings: Any, client: Any) -> None:
    settings.READERS_PER_ADDRESS = 1
    places = Places()
    assert [places.take({"client": client}) for _ in range(3)] == [b""] * 3


def test_nobody_is_limited_where_the_setting_says_so(settings: Any) -> None:
    settings.READERS_PER_ADDRESS = 0
    places = Places()
    assert all(places.take(at("198.51.100.1")) for _ in range(5000))


def test_no_address_is_kept_of_who_has_left() -> None:
    places = Places()
    places.give_back(places.take(at("198.51.100.1")) or b"")
    assert not places._by_address


async def _answer(kind: str, path: str, first: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    from liveblog.asgi import application

    scope = {"type": kind, "path": path, "query_string": b"", "method": "GET", "http_version": "1.1"}
    headers = [(b"origin", b"http://127.0.0.1:8000")]
    asking = ApplicationCommunicator(application, {**scope, "headers": headers})
    await asking.send_input(first)
    return await asking.receive_output(PATIENCE), await asking.receive_output(PATIENCE)


@pytest.mark.parametrize(
    ("kind", "path", "first"),
    [
        ("http", "/live/putin-in-syria/events", "http.request"),
        ("websocket", "/live/putin-in-syria/", "websocket.connect"),
    ],
)
async def test_who_finds_no_place_is_told_when_to_come_back(
    listener: Any, column: Column, live_post: Post, head: Any, settings: Any, kind: str, path: str, first: str
) -> None:
    settings.READERS = 1
    reader: Listener = listener()
    await reader.follow(await head(column))
    await reader.hear()
    start, body = await _answer(kind, path, {"type": first})
    assert start["status"] == 503
    headers = dict(start["headers"])
    assert json.loads(body["body"]) == {"type": "later", "retry_after": int(headers[b"retry-after"])}
    await reader.leave()
    again = listener()
    await again.follow(await head(column))
    assert (await again.hear())["type"] == "beat"
