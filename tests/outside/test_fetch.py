"""What is fetched, and what is said while fetching it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from columns.outside.fetch import fetch
from columns.outside.kinds import Kind
from columns.outside.reasons import Reason, Refused
from tests.outside.answers import Answer, bomb, endless, head, lie, page, raw
from tests.outside.test_names import refused
from tests.outside.world import World

URL = "https://news.example/"


def test_a_page_comes_with_where_and_what_it_was(outside_world: World) -> None:
    body = "<title>Новости</title>".encode()
    outside_world.page(URL, body, 'Text/HTML; Charset="UTF-8"')
    found = fetch(URL, Kind.TEXT)
    assert (found.url, found.status, found.content_type, found.charset) == (URL, 200, "text/html", "UTF-8")
    assert (found.body, found.text, found.length) == (body, "<title>Новости</title>", len(body))


def test_a_request_says_no_more_than_it_must(outside_world: World) -> None:
    outside_world.answer(URL, raw(head(302, location="/next", set_cookie="id=1; Path=/", content_length="0")))
    outside_world.page(f"{URL}next", b"news", set_cookie="id=2")
    fetch(URL, Kind.TEXT)
    fetch(f"{URL}next", Kind.TEXT)
    for request in outside_world.requests:
        assert request.method == "GET"
        assert request.headers == {
            "host": "news.example",
            "user-agent": "Mozilla/5.0 (compatible; Liveblog)",
            "accept": Kind.TEXT.accept,
            "accept-encoding": "identity",
            "connection": "close",
        }


def test_nothing_is_asked_when_the_way_out_is_closed(outside_world: World, settings: Any) -> None:
    settings.OUTSIDE = False
    outside_world.page(URL, b"news")
    assert refused(URL) == Reason.OFF
    assert not outside_world.looked_up


def test_the_environment_of_the_process_names_no_other_way(
    outside_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    outside_world.page(URL, b"news")
    assert fetch(URL, Kind.TEXT).text == "news"


@pytest.mark.parametrize(
    ("kind", "content_type", "is_taken"),
    [
        *((Kind.TEXT, each, True) for each in ("text/html", "application/xhtml+xml", "application/json", "text/plain")),
        *((Kind.TEXT, each, True) for each in ("application/json+oembed", "application/activity+json", "text/xml")),
        *((Kind.TEXT, each, False) for each in ("image/svg+xml", "application/pdf", "image/png", "video/mp4", "")),
        *((Kind.TEXT, each, False) for each in ("application/octet-stream", "html", "text/css", "multipart/mixed")),
        *((Kind.PICTURE, f"image/{each}", True) for each in ("jpeg", "jpg", "png", "webp", "gif", "avif")),
        *(
            (Kind.PICTURE, each, False)
            for each in ("image/svg+xml", "image/svg", "image/tiff", "image/x-icon", "image/bmp")
        ),
        *((Kind.PICTURE, each, False) for each in ("text/html", "application/octet-stream", "image/*", "")),
        *((Kind.MEDIA, each, True) for each in ("audio/mpeg", "video/mp4", "application/pdf", "audio/x-m4a")),
        *((Kind.MEDIA, each, False) for each in ("text/html", "image/png", "application/zip", "video/", "")),
    ],
)
def test_each_kind_takes_its_types(outside_world: World, kind: Kind, content_type: str, is_taken: bool) -> None:
    outside_world.page(URL, b"<svg/>", f"{content_type}; x=y" if content_type else "")
    if is_taken:
        assert fetch(URL, kind).content_type == content_type
    else:
        with pytest.raises(Refused) as refusal:
            fetch(URL, kind)
        assert (refusal.value.reason, refusal.value.said) == (Reason.WRONG_TYPE, content_type)


@pytest.mark.parametrize(
    ("status", "reason", "is_final"),
    [
        *((status, Reason.GONE, True) for status in (404, 410)),
        *((status, Reason.FORBIDDEN, True) for status in (400, 401, 402, 403, 405, 406, 418, 451)),
        *((status, Reason.BUSY, False) for status in (408, 425, 429, 500, 502, 503, 504, 520, 599)),
        *((status, Reason.REDIRECTS, True) for status in (300, 304, 305, 306)),
    ],
)
def test_a_status_is_a_reason(outside_world: World, status: int, reason: Reason, is_final: bool) -> None:
    outside_world.status(URL, status)
    with pytest.raises(Refused) as refusal:
        fetch(URL, Kind.TEXT)
    assert (refusal.value.reason, refusal.value.said, refusal.value.is_final) == (reason, str(status), is_final)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (bomb(), Reason.ENCODED),
        (page(b"news", content_encoding="br"), Reason.ENCODED),
        (page(b"news", content_encoding="gzip, identity"), Reason.ENCODED),
        (raw(head(transfer_encoding="gzip, chunked") + b"0\r\n\r\n"), Reason.UNREACHABLE),
        (lie(b"<p>Cut o", "1000"), Reason.UNREACHABLE),
        (raw(head(transfer_encoding="chunked") + b"8\r\n<p>Cut"), Reason.UNREACHABLE),
        (raw(head(transfer_encoding="chunked") + b"-1\r\n"), Reason.UNREACHABLE),
        (lie(b"news", "-4"), Reason.UNREACHABLE),
        (lie(b"news", "four"), Reason.UNREACHABLE),
        (lie(b"news", "9" * 5000), Reason.UNREACHABLE),
        (raw(b""), Reason.UNREACHABLE),
        (raw(b"SSH-2.0-OpenSSH_9\r\n"), Reason.UNREACHABLE),
        (raw(b"HTTP/1.1 200"), Reason.UNREACHABLE),
        (raw(b"HTTP/1.1 200 OK\r\n\0\r\n\r\n"), Reason.UNREACHABLE),
        (raw(b"HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n"), Reason.UNREACHABLE),
        (raw(b"HTTP/1.1 999 No\r\n\r\n"), Reason.BUSY),
        (raw(b"HTTP/1.1 204 Nothing\r\n\r\n"), Reason.WRONG_TYPE),
    ],
)
def test_an_answer_that_is_none_is_refused(outside_world: World, answer: Answer, reason: Reason) -> None:
    outside_world.answer(URL, answer)
    assert refused(URL) == reason


@pytest.mark.parametrize(
    "answer",
    [
        lie(b"news and more than was announced", "4"),
        raw(head() + b"news"),
        raw(head(transfer_encoding="chunked") + b"2\r\nne\r\n2;x=y\r\nws\r\n0\r\n\r\n"),
        page(b"news", content_encoding="identity"),
        raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nnews"),
        raw(b"HTTP/1.1 103 Hints\r\nlink: </a.css>\r\n\r\n" + head() + b"news"),
    ],
)
def test_an_answer_that_is_odd_is_read(outside_world: World, answer: Answer) -> None:
    outside_world.answer(URL, answer)
    assert fetch(URL, Kind.TEXT).text == "news"


def test_an_error_page_is_not_read(outside_world: World) -> None:
    outside_world.answer(URL, endless(head(404)))
    assert refused(URL) == Reason.GONE


def test_every_reason_has_a_sentence_for_editors() -> None:
    with translation.override("en"):
        sentences = [str(reason.label) for reason in Reason]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(Reason)
