"""Whatever is at an address, and wherever it leads: a clear state with a reason, and nothing of it gets through."""

from __future__ import annotations

import json
import struct
import zlib

import pytest

from columns.embeds.registry import match
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.embeds import take_embed
from columns.publishing.errors import Refused
from tests.outside.answers import Answer, bomb, drip, endless, hang, head, lie, page, redirect
from tests.outside.world import World

from .conftest import ARTICLE, URL, jpeg, now_of, wait, work

State = Embed.State
POST = "https://x.com/lena/status/1585841080431321088"
PICTURE = "https://news.example/bridge.png"


def settled(url: str) -> Embed:
    """An embed that has just been worked on."""
    embed = take_embed(by=None, url=url)
    work()
    return now_of(embed)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://printer.local/",
        "http://intranet/",
    ],
)
def test_what_is_not_of_the_public_internet_is_not_asked(outside_world: World, db: None, url: str) -> None:
    embed = settled(url)
    assert (embed.state, embed.reason, embed.next_try_at) == (State.FAILED, Reason.ADDRESS, None)
    assert not outside_world.dialled


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["45.76.9.9", "192.168.1.1"], ["::ffff:127.0.0.1"], ["fd00::1"]])
def test_nor_is_a_name_that_leads_within(outside_world: World, db: None, addresses: list[str]) -> None:
    outside_world.names["news.example"] = [addresses]
    assert settled(URL).reason == Reason.ADDRESS
    assert not outside_world.dialled


@pytest.mark.parametrize("to", ["http://10.0.0.1/", "https://127.0.0.1/", "https://[::1]/", "https://inner.example/"])
def test_nor_where_another_site_leads_to(outside_world: World, db: None, to: str) -> None:
    outside_world.names["inner.example"] = [["192.168.0.1"]]
    outside_world.redirect(URL, to)
    assert settled(URL).reason == Reason.ADDRESS
    assert [request.url for request in outside_world.requests] == [URL]


@pytest.mark.parametrize(
    ("answer", "reason", "is_tried_again"),
    [
        (hang, Reason.TOO_SLOW, True),
        (drip(head()), Reason.TOO_SLOW, True),
        (bomb(), Reason.ENCODED, False),
        (endless(head(200, "application/json")), Reason.TOO_LARGE, False),
        (page(b"%PDF", "application/pdf"), Reason.WRONG_TYPE, False),
        (page(jpeg(), "image/jpeg"), Reason.WRONG_TYPE, False),
        (page(b"", status=403), Reason.FORBIDDEN, False),
        (page(b"", status=410), Reason.GONE, False),
        (page(b"", status=500), Reason.BUSY, True),
        (redirect(URL), Reason.REDIRECTS, False),
        (redirect("http://news.example/"), Reason.REDIRECTS, False),
        (lie(b"cut o", "1000"), Reason.UNREACHABLE, True),
    ],
    ids=["silence", "drip", "bomb", "endless", "PDF", "picture", "403", "410", "500", "ring", "insecure", "cut off"],
)
def test_what_is_no_page_is_a_failure_with_its_reason(
    outside_world: World, db: None, impatient: None, answer: Answer, reason: Reason, is_tried_again: bool
) -> None:
    outside_world.answer(URL, answer)
    embed = settled(URL)
    assert (embed.state, embed.reason, embed.has_copy) == (State.FAILED, reason, False)
    assert (wait(embed) is not None) == is_tried_again


@pytest.mark.parametrize(
    "body",
    [
        b"<title>Bridge hit</title>" + b"<meta property='og:nothing' content='x'>" * 270_000,
        b"<title>Bridge hit</title" + b"<<<>>><p <!-- <![CDATA[",
        b"<title>Bridge hit</title>\0\xff\xfe<meta charset='utf-7'><body>" + b"<div>" * 100_000,
        "<meta charset='no-such-charset'><title>Bridge hit".encode("utf-16"),
        b"<title>Bridge hit</title><script>alert(1)</script>" * 1000,
    ],
    ids=["10 MB of meta", "broken", "binary", "another charset", "again and again"],
)
def test_a_page_in_a_bad_state_still_says_what_it_says(outside_world: World, db: None, body: bytes) -> None:
    outside_world.page(URL, body, "text/html; charset=iso-2022-kr")
    embed = settled(URL)
    assert (embed.state, embed.title) == (State.SETTLED, "Bridge hit")


def test_an_endless_page_is_read_as_far_as_its_head(outside_world: World, db: None) -> None:
    outside_world.answer(URL, endless(head() + ARTICLE + b"<body>"))
    embed = settled(URL)
    assert (embed.state, embed.title, embed.text) == (State.SETTLED, "Bridge hit", "Two strikes.")


@pytest.mark.parametrize("body", [b"<html>not JSON", b"{", b"[1, 2]", b"null", b"[" * 100_000, b"\xff\xfe"])
def test_an_oembed_answer_that_is_none_says_nothing(outside_world: World, db: None, body: bytes) -> None:
    outside_world.page(*match(POST).ask, body, "application/json")
    embed = settled(POST)
    assert (embed.state, embed.reason) == (State.FAILED, Reason.FORBIDDEN)


def test_the_script_in_a_providers_html_is_not_kept(outside_world: World, db: None) -> None:
    html = '<blockquote><p>Bridge <script>steal()</script><img onerror="steal()">hit</p></blockquote><script src=x>'
    said = {"html": html, "author_name": "<script>steal()</script>", "title": "\u202eevil\0"}
    outside_world.page(*match(POST).ask, json.dumps(said).encode(), "application/json")
    embed = settled(POST)
    assert (embed.state, embed.text) == (State.SETTLED, "Bridge hit")
    assert not any("steal" in str(value) for name, value in vars(embed).items() if name != "author")
    assert "\u202e" not in embed.title


def _png_of(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture as large as that."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "answer",
    [
        page(_png_of(60_000, 60_000), "image/png"),
        page(b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script></svg>", "image/svg+xml"),
        page(b"<svg xmlns='http://www.w3.org/2000/svg'><script>steal()</script></svg>", "image/png"),
        page(b"<script>steal()</script>", "text/html"),
        page(jpeg(1, 1), "image/jpeg"),
        endless(head(200, "image/png")),
        bomb("image/png"),
        redirect("http://169.254.169.254/"),
        hang,
    ],
    ids=["bomb", "SVG", "SVG in disguise", "page", "pixel", "endless", "packed", "within", "silence"],
)
def test_a_bad_picture_leaves_the_card_without_one(
    outside_world: World, db: None, impatient: None, answer: Answer
) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.answer(PICTURE, answer)
    embed = settled(URL)
    assert (embed.state, embed.title, embed.picture.name) == (State.SETTLED, "Bridge hit", "")


def test_an_address_of_ten_thousand_characters_is_refused_before_anything_is_kept(db: None) -> None:
    with pytest.raises(Refused):
        take_embed(by=None, url="https://news.example/" + "a" * 10_000)
    assert not Embed.objects.exists()
