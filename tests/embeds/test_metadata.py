"""What is read from the head of a page, whatever its state."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from columns.embeds import metadata
from columns.embeds.address import same_site
from columns.embeds.provider import Snapshot

from .answers import PAGES

URL = "https://www.herald.example/world/bridge"
MORNING = datetime.datetime(2015, 10, 3, 9, tzinfo=datetime.UTC)


def read(name: str) -> Snapshot:
    return metadata.read((PAGES / f"{name}.html").read_text(), URL)


def test_an_article_with_everything_is_read() -> None:
    assert read("article-en") == Snapshot(
        title="Bridge & road reopen after a week",
        text="Engineers worked at night.\nTraffic is one way.",
        author="Ann Reed, Omar Said",
        handle="@ann_herald",
        site="The Example Herald",
        published_at=datetime.datetime(2015, 10, 3, 7, 30, tzinfo=datetime.UTC),
        language="en-GB",
        picture_url="https://www.herald.example/img/bridge.jpg?w=1200",
        canonical_url="https://www.herald.example/world/bridge-reopens",
    )


def test_a_russian_article_with_a_twitter_card_and_no_end_is_read() -> None:
    said = read("article-ru")
    assert (said.title, said.text) == ("Мост снова открыт", "Инженеры работали ночью")
    assert (said.author, said.language) == ("Иван Петров", "ru")
    assert said.published_at == MORNING.replace(hour=12)
    assert said.picture_url == "https://img.example.ru/most.jpg"


def test_an_arabic_article_in_capitals_is_read_and_keeps_its_marks_of_direction() -> None:
    said = read("article-ar")
    assert said.title == "إعادة فتح الجسر \u200fبعد أسبوع"
    assert (said.site, said.language, said.published_at) == ("صحيفة المثال", "ar", MORNING)


def test_a_podcasts_file_is_found() -> None:
    said = read("podcast")
    assert (said.media_url, said.media_type) == ("https://cdn.example.org/12.mp3", "audio/mpeg")


def test_a_page_that_says_only_its_title_has_a_title() -> None:
    said = metadata.read("<title>Just\n this</title><p>more", URL)
    assert said == Snapshot(title="Just this", canonical_url=URL)


@pytest.mark.parametrize(
    "claim",
    [
        "https://www.bbc.example/russian",
        "https://herald.example.evil.example/",
        "https://a@www.herald.example/b",
        "javascript:1",
        "https://www.herald.example/",
        "http://[",
        "//evil.example/a",
    ],
)
def test_a_page_may_not_say_that_it_is_another_sites_or_a_front_page(claim: str) -> None:
    assert metadata.read(f'<link rel="canonical" href="{claim}">', URL).canonical_url == URL


@pytest.mark.parametrize(("one", "other"), [("m.com", "www.com"), ("amp.com", "com"), ("m.www.a.example", "a.example")])
def test_two_names_are_not_one_site_because_they_begin_as_sites_do(one: str, other: str) -> None:
    assert not same_site(one, other)
    assert same_site("www.a.example", "m.a.example")


def test_a_page_may_say_that_it_is_the_one_without_www() -> None:
    said = metadata.read('<link rel="shortlink canonical" href="https://herald.example/b">', URL)
    assert said.canonical_url == "https://herald.example/b"


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "data:image/svg+xml,<svg onload=1>", "file:///etc/passwd", "//a@b/c"]
)
def test_a_picture_has_a_web_address_or_none(scheme: str) -> None:
    said = metadata.read(
        f"<meta property='og:image' content='{scheme}'><meta property='og:audio' content='{scheme}'>", URL
    )
    assert (said.picture_url, said.media_url) == ("", "")


def test_nothing_after_the_head_is_read() -> None:
    late = '<meta property="og:title" content="Late">'
    assert metadata.read(f"<head></head>{late}", URL).title == ""
    assert metadata.read(f"<body>{late}", URL).title == ""


def test_reading_stops_after_500_tags_and_300_kilobytes() -> None:
    late = '<meta property="og:title" content="Late">'
    assert metadata.read("<meta>" * 499 + late, URL).title == "Late"
    assert metadata.read("<meta>" * 500 + late, URL).title == ""
    assert metadata.read(" " * 300_000 + late, URL).title == ""


@pytest.mark.parametrize(
    "piece",
    [
        "<meta property='og:title' content='x'>",
        "<",
        "<a ",
        "<!--",
        "<!",
        "<?",
        "</",
        "<a/",
        "&#x",
        "<![CDATA[",
        "=",
        "\x00",
        "<script>",
        "<script type='application/ld+json'>[",
        "<title>",
        "<meta content='",
        "<html lang=",
    ],
)
def test_ten_megabytes_of_anything_are_harmless(piece: str) -> None:
    said = metadata.read(piece * (10_000_000 // len(piece)), URL)
    assert said.title in ("", "x") or len(said.title) <= 300


@pytest.mark.parametrize(
    "json", ["[" * 90_000, "{", "null", "[[]]", '{"headline": 7, "author": {"name": {}}}', "9" * 5000]
)
def test_odd_linked_data_says_nothing(json: str) -> None:
    assert metadata.read(f'<script type="application/ld+json">{json}</script>', URL) == Snapshot(canonical_url=URL)


def test_a_title_cannot_turn_a_line_round_or_break_a_feed() -> None:
    said = metadata.read("<title>a\u202eb\x00c\x08d\ud800 \u2066e\n\nf</title>", URL)
    assert said.title == "abcd e f"


def test_what_is_too_long_is_cut_between_words() -> None:
    said = metadata.read(f"<meta name=description content='{'word ' * 3000}'><title>{'long ' * 200}</title>", URL)
    assert len(said.text) <= 5000
    assert len(said.title) <= 300
    assert said.title.endswith("long…")


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' &;#[]metalinkhrefog:titlecontent\n\0ж"), max_size=300))
def test_no_html_makes_reading_fail(html: str) -> None:
    metadata.read(html, URL)
    metadata.read(f"<head><meta property=og:title content='{html}", URL)
