"""What is taken from an oEmbed answer, and that its HTML is not."""

from __future__ import annotations

import json
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from columns.embeds import oembed
from columns.embeds.provider import Snapshot
from tests.letters import ANY_LETTER

from . import answers


def quoted(html: str) -> str:
    return oembed.read(json.dumps({"html": html})).text


def test_the_words_of_a_post_are_taken_out_of_its_html() -> None:
    said = oembed.read(json.dumps(answers.X))
    assert said.text == "Мост открыт.\n\nДвижение & свет pic.twitter.com/a"
    assert (said.author, said.language, said.site) == ("Лена", "ru", "Twitter")


def test_a_videos_words_author_and_picture_are_taken() -> None:
    said = oembed.read(json.dumps(answers.TIKTOK))
    assert (said.text, said.handle) == ("الجسر مفتوح", "@scout.2015")
    assert said.picture_url == "https://p16.example.org/a.jpeg"


def test_html_without_a_quotation_gives_no_words() -> None:
    said = oembed.read(json.dumps(answers.YOUTUBE))
    assert (said.title, said.text) == ("Bridge, filmed from the north bank", "")
    assert oembed.read(json.dumps(answers.MASTODON)).text == ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<blockquote><p>a<script>alert(1)</script>b</p></blockquote>", "ab"),
        ("<blockquote><p>a<style>p{}</style><svg><text>x</text></svg>b", "a b"),
        ("<p>before</p><blockquote><p>a</p><p>b</p></blockquote><p>after</p>", "a\n\nb"),
        ("<blockquote><p>&lt;img src=x onerror=alert(1)&gt;</p></blockquote>", "<img src=x onerror=alert(1)>"),
        ("<blockquote><p>a <img src=x onerror=alert(1)> b</p>", "a b"),
        ("<blockquote><p>a\u202eb\n   c</p></blockquote>", "ab c"),
        ("<blockquote><p>open", "open"),
        ("<blockquote>" * 400 + "<p>deep</p>", "deep"),
        ("<iframe src='https://evil.example'></iframe>", ""),
        ("<![bad[", ""),
    ],
)
def test_only_words_come_out_of_html(html: str, text: str) -> None:
    assert quoted(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>not json</html>",
        "null",
        "7",
        '"text"',
        "[]",
        "[" * 100000,
        '{"a":' * 100000,
        "{",
        "NaN",
        "9" * 5000,
        '{"title": "' + "x" * 400000 + '"}',
        '{"title": 7, "html": {"a": []}, "author_url": null, "thumbnail_url": [1]}',
    ],
)
def test_an_odd_answer_says_nothing(text: str) -> None:
    assert oembed.read(text) == Snapshot()


def test_half_a_character_in_json_is_dropped() -> None:
    assert oembed.read('{"title": "a\\ud800b\\u0000c\\u202ed"}').title == "abcd"


def test_a_picture_that_is_no_web_address_is_not_taken() -> None:
    assert oembed.read('{"thumbnail_url": "javascript:1"}').picture_url == ""
    assert oembed.read('{"type": "photo", "url": "https://e.org/a.jpg"}').picture_url == "https://e.org/a.jpg"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(ANY_LETTER),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(ANY_LETTER), inner),
)
NAMES = st.sampled_from(["title", "html", "author_name", "author_url", "thumbnail_url", "provider_name", "type", "url"])


@given(st.dictionaries(NAMES, JSON))
def test_no_json_makes_reading_fail(data: dict[str, object]) -> None:
    oembed.read(json.dumps(data))


@given(st.text(alphabet=st.sampled_from("<>/pblockquote&;#\"'= script")))
def test_no_tag_is_kept_but_one_that_was_written_out(html: str) -> None:
    said = oembed.read(json.dumps({"html": f"<blockquote><p>{html}"}))
    assert "&" in html or not any("<p" in str(value) or "<script" in str(value) for value in astuple(said))
