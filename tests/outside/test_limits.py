"""Nobody outside decides how long we wait or how much we read."""

from __future__ import annotations

import ssl
from unittest.mock import Mock

import pytest

from columns.outside.deadline import Deadline
from columns.outside.fetch import fetch
from columns.outside.guard import Guard, Wire
from columns.outside.kinds import Kind
from columns.outside.reasons import Reason, Refused
from tests.outside.answers import Answer, drip, endless, hang, head, lie, page, raw
from tests.outside.test_names import refused
from tests.outside.world import World

URL = "https://news.example/"
MEGABYTE = 1024 * 1024
CHUNKED = head(transfer_encoding="chunked")
JSON = head(200, "application/json")


@pytest.mark.parametrize(
    "answer",
    [
        hang,
        drip(b""),
        drip(b"HTTP/1.1 "),
        drip(b"HTTP/1.1 200 OK\r\nx: "),
        drip(b"HTTP/1.1 100 Wait\r\n\r\nHTTP/1.1 200 OK\r\nx: "),
        drip(head()),
        drip(head(content_length="1000")),
        drip(CHUNKED + b"3e8\r\n"),
        drip(CHUNKED + b"1;"),
    ],
    ids=["silence", "line", "status", "header", "wait", "body", "announced", "chunk", "chunk's head"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_deadline_is_for_everything_together(outside_world: World, answer: Answer, scheme: str) -> None:
    outside_world.answer(f"{scheme}://news.example/", answer)
    assert refused(f"{scheme}://news.example/", deadline=0.3) == Reason.TOO_SLOW


def test_redirects_have_one_deadline_together(outside_world: World) -> None:
    outside_world.redirect(URL, "/hang")
    outside_world.answer(f"{URL}hang", hang)
    assert refused(URL, deadline=0.3) == Reason.TOO_SLOW


def test_a_server_that_never_finishes_its_handshake_is_not_waited_for(outside_world: World) -> None:
    outside_world.mute.add("news.example")
    outside_world.page(URL, b"news")
    assert refused(URL, deadline=0.3) == Reason.TOO_SLOW


def test_no_wait_on_a_connection_is_longer_than_what_is_left() -> None:
    stream = Mock()
    stream.read.return_value, stream.start_tls.return_value = b"", stream
    deadline = Deadline(30)
    wire = Wire(stream, Guard(deadline), deadline)
    wire.write(b"x", 60)
    wire.read(10, 60)
    secure = wire.start_tls(ssl.create_default_context(), "news.example", 60)
    secure.read(10, None)
    waits = [call.args[-1] for call in stream.mock_calls]
    assert [call[0] for call in stream.mock_calls] == ["write", "read", "start_tls", "read"]
    assert all(0 < wait <= 30 for wait in waits)


@pytest.mark.parametrize(
    "answer",
    [
        endless(JSON),
        endless(head(200, "application/json", content_length="900000000")),
        endless(head(200, "text/plain", transfer_encoding="chunked") + b"fffffff\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nx: "),
        endless(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 2_000_000),
        endless(b"HTTP/1.1 100 Wait\r\n\r\n" * 100_000),
        endless(b""),
        page(b"[" * 10_000_000, "application/json"),
        lie(b"short", "10000000000", "application/json"),
    ],
    ids=["body", "announced", "chunk", "header", "headers", "waits", "status", "10 MB", "announced only"],
)
def test_what_does_not_end_is_too_large(outside_world: World, answer: Answer) -> None:
    outside_world.answer(URL, answer)
    assert refused(URL) == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "answer",
    [
        endless(head()),
        endless(head(content_length="900000000")),
        endless(CHUNKED + b"fffffff\r\n"),
        endless(head(200, "application/xhtml+xml")),
        page(b"<meta property='og:title' content='x'>" * 270_000),
    ],
    ids=["body", "announced", "chunk", "XHTML", "10 MB of meta"],
)
def test_of_a_page_that_does_not_end_only_the_beginning_is_read(outside_world: World, answer: Answer) -> None:
    outside_world.answer(URL, answer)
    found = fetch(URL, Kind.TEXT)
    assert (len(found.body), found.is_whole) == (MEGABYTE, False)


def test_a_page_is_not_cut_within_a_letter(outside_world: World) -> None:
    outside_world.page(URL, ("<p>" + "мост " * MEGABYTE).encode(), "text/html")
    found = fetch(URL, Kind.TEXT)
    assert found.text.startswith("<p>мост мост ")
    assert found.body == found.text.encode()
    assert MEGABYTE - 10 < len(found.body) <= MEGABYTE


def test_a_page_that_announces_more_than_comes_is_refused_as_one_that_was_cut_off(outside_world: World) -> None:
    outside_world.answer(URL, lie(b"short", "10000000000"))
    assert refused(URL) == Reason.UNREACHABLE


@pytest.mark.parametrize(("kind", "cap"), [(Kind.TEXT, MEGABYTE), (Kind.PICTURE, 8 * MEGABYTE)])
def test_each_kind_has_its_cap_to_the_byte(outside_world: World, kind: Kind, cap: int) -> None:
    content_type = "text/plain" if kind is Kind.TEXT else "image/png"
    outside_world.page(f"{URL}full", b"x" * cap, content_type)
    outside_world.page(f"{URL}over", b"x" * (cap + 1), content_type)
    outside_world.answer(f"{URL}unannounced", raw(head(200, content_type) + b"x" * (cap + 1)))
    assert len(fetch(f"{URL}full", kind).body) == cap
    for name in ("over", "unannounced"):
        with pytest.raises(Refused) as refusal:
            fetch(URL + name, kind)
        assert refusal.value.reason == Reason.TOO_LARGE


def test_a_head_of_half_the_cap_is_read_with_its_body(outside_world: World) -> None:
    outside_world.answer(URL, page(b"news", padding="x" * 32_000))
    assert fetch(URL, Kind.TEXT).text == "news"


def test_the_file_of_a_medium_is_not_read(outside_world: World) -> None:
    outside_world.answer(URL, endless(head(200, "video/mp4", content_length="4000000000")))
    found = fetch(URL, Kind.MEDIA)
    assert (found.content_type, found.length, found.body) == ("video/mp4", 4_000_000_000, b"")
