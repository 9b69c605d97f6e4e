"""Bodies that are wrong, broken or meant to break something."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from columns.models import Entry
from tests.live_server import LiveServer

from .conftest import Tool

Refused = Callable[..., dict[str, Any]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "raw",
    [
        b" ", b"{", b"headline=Certainly", b"null", b"[]", b'"Certainly"', b'{"headline": "\xff"}',
        b'\xef\xbb\xbf{"headline": "x"}', b'{"headline": NaN}', b'{"headline": Infinity}', b'{"headline": "a\x00b"}',
        b'{"headline": "One", "headline": "Two"}', b'{"headline": "x", "bylines": [{"author": "a", "author": "b"}]}',
        b'{"headline": "x"} {"headline": "y"}', b'{"headline": 1' + b"0" * 5000 + b"}",
        b"[" * 100_000, b'{"headline":' * 50_000, b'{"headline":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b"\xff\xfe{\x00}\x00", b"\x1f\x8b\x08\x00",
    ],
    ids=lambda raw: repr(raw[:30]),
)
def test_what_is_not_one_json_object_is_a_400(tool: Tool, refused: Refused, raw: bytes) -> None:
    refused(tool.send(raw), 400)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"headline": None}, "headline"),
        ({"headline": 7}, "headline"),
        ({"body": ["<p>x</p>"]}, "body"),
        ({"pinned": "yes"}, "pinned"),
        ({"pinned": 1}, "pinned"),
        ({"key_event": None}, "key_event"),
        ({"continues": 7}, "continues"),
        ({"display_time": 1444242600}, "display_time"),
        ({"display_time": "yesterday"}, "display_time"),
        ({"display_time": "2015-10-07"}, "display_time"),
        ({"display_time": "2015-10-07T21:30:00"}, "display_time"),
        ({"display_time": "0001-01-01T00:00:00+14:00"}, "display_time"),
        ({"display_time": "2015-10-07\ud80021:30"}, "display_time"),
        ({"bylines": {"author": "lina"}}, "bylines"),
        ({"bylines": ["lina"]}, "bylines"),
        ({"bylines": [{}]}, "bylines"),
        ({"bylines": [{"author": 7}]}, "bylines"),
        ({"bylines": [{"author": "lina", "position": 1}]}, "bylines"),
        ({"relations": {"to": "x"}}, "relations"),
        ({"relations": ["x"]}, "relations"),
        ({"relations": [{"to": "x"}]}, "relations"),
        ({"relations": [{"to": 7, "kind": "updates"}]}, "relations"),
        ({"relations": [{"to": "x", "kind": "updates", "at": "y"}]}, "relations"),
        ({"state": "draft"}, "state"),
        ({"id": "aaaaaaaaaaaa"}, "id"),
        ({"x" * 1000: 1}, "x" * 40),
        ({"\ud800\0\u202e": 1}, "\ud800\0\u202e"),
        ({"": ""}, ""),
    ],
)
def test_a_field_that_is_unknown_or_of_another_kind_is_a_400(
    tool: Tool, refused: Refused, body: dict[str, Any], field: str
) -> None:
    refused(tool.send({"headline": "Certainly", **body}), 400, field)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind",
    [
        "", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/json; charset=utf-16", "application/json; charset=windows-1251", "application/json; charset=x",
    ],
)
def test_another_kind_of_body_is_a_415(tool: Tool, refused: Refused, kind: str) -> None:
    answer = tool.send(Content_Type=kind)
    refused(answer, 415)
    assert answer.headers["Accept"] == "application/json"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"'])
def test_the_kind_may_name_its_charset(tool: Tool, kind: str) -> None:
    assert tool.send(Content_Type=kind).status_code == 201


@pytest.mark.django_db
def test_what_spoofs_or_breaks_is_taken_out_of_the_text(tool: Tool) -> None:
    words = "One\u202e\u2066 \0\ud800\x0b\ufffftwo"
    assert tool.send({"headline": words, "body": f"<p>{words}</p>"}).status_code == 201
    entry = Entry.objects.get()
    assert (entry.headline, entry.body) == ("One two", '<p dir="auto">One two</p>')
    assert tool.send({"headline": words, "body": f"<p>{words}</p>"}).status_code == 201
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_body_of_more_than_a_mebibyte_is_a_413(tool: Tool, refused: Refused) -> None:
    refused(tool.send(json.dumps({"body": "x" * 2_000_000}).encode()), 413)
    room = 1024 * 1024 - len('{"headline": "x"}')
    assert tool.send(b'{"headline": "x"}' + b" " * room).status_code == 201
    refused(tool.send(b'{"headline": "x"}' + b" " * (room + 1)), 413)


def test_a_body_that_does_not_say_how_long_it_is_is_measured_all_the_same(live: LiveServer, tool: Tool) -> None:
    def pieces(count: int) -> Iterator[bytes]:
        yield b'{"headline": "Certainly"}'
        yield from [b" " * 65_536] * count

    headers = {"Authorization": f"Bearer {tool.secret}", "Idempotency-Key": "one", "Content-Type": "application/json"}
    for count, expected in ((32, 413), (2, 201)):
        connection = http.client.HTTPConnection("127.0.0.1", live.port)
        connection.request("POST", tool.address, pieces(count), headers, encode_chunked=True)
        assert connection.getresponse().status == expected
        connection.close()
    assert Entry.objects.count() == 1
