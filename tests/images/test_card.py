"""Social cards as pictures: what stands where, in every script, and that nothing falls off the sheet."""

from __future__ import annotations

import io
import random
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from columns.images.card import ACCENT, ALERT, CAP, INK, MARGIN, PAPER, PICTURE_WIDTH, QUIET, RULE, draw_card
from columns.images.card_words import HEIGHT, WIDTH, Card, Picture
from tests.house.source import ROOT
from tests.letters import ANY_LETTER

from .card_pixels import ARABIC, ENGLISH, FOOT, HEADLINE, drawn, ink, photo

LONG = "The president said on Wednesday that it would go on for as long as it was needed, and no longer. " * 5


def test_a_card_is_a_jpeg_of_the_size_that_networks_ask_for_and_tells_nothing_else() -> None:
    content = draw_card(replace(ENGLISH, picture=Picture("x")), photo())
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert not image.getexif()
    assert not re.search(rb"\xff[\xe1-\xef\xfe]\x00", content[:600])


def test_a_card_is_not_larger_than_its_cap_whatever_its_picture() -> None:
    noise = Image.frombytes("RGB", (900, 900), random.Random(1).randbytes(900 * 900 * 3))
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    assert len(draw_card(replace(ENGLISH, headline=LONG, picture=Picture("x")), file.getvalue())) <= CAP


def test_its_colours_are_those_of_the_page() -> None:
    light = (ROOT / "static/css/tokens.css").read_text().partition("prefers-color-scheme")[0]
    names = {"paper": PAPER, "ink": INK, "quiet": QUIET, "rule": RULE, "accent": ACCENT, "alert": ALERT}
    assert {name: re.search(rf"--{name}: (#\w+);", light)[1] for name in names} == names


def test_english_begins_at_the_left_margin_and_arabic_at_the_right_one() -> None:
    left, _, right, _ = ink(drawn(ENGLISH, headline="Aleppo"), HEADLINE)
    assert MARGIN <= left <= MARGIN + 12
    assert right < WIDTH / 2
    left, _, right, _ = ink(drawn(ARABIC, headline="حلب"), HEADLINE)
    assert WIDTH - MARGIN - 12 <= right <= WIDTH - MARGIN
    assert left > WIDTH / 2


@pytest.mark.parametrize("headline", ["غارات on Homs", "תקיפות: 26 missiles", "«حلب» by BBC"])
def test_a_headline_runs_as_its_first_letter_does_whatever_its_column(headline: str) -> None:
    _, _, right, _ = ink(drawn(ENGLISH, headline=headline), HEADLINE)
    assert right >= WIDTH - MARGIN - 12
    left, _, _, _ = ink(drawn(ARABIC, headline="BBC: غارات"), HEADLINE)
    assert left <= MARGIN + 12


CASES = [
    ENGLISH, ARABIC, replace(ENGLISH, headline=LONG), replace(ARABIC, headline=ARABIC.headline * 6),
    replace(ENGLISH, headline="W" * 400), replace(ENGLISH, headline="ф" * 90), replace(ARABIC, headline="ط" * 300),
    replace(ENGLISH, column="A very long name " * 12, status="As live as can be " * 5, times=("Wednesday " * 20,) * 3),
    replace(ENGLISH, headline="Å" + "\u0301" * 60 + "g" + "\u0323" * 60), replace(ARABIC, headline="ا" + "\u064b" * 40),
]  # fmt: skip


@pytest.mark.parametrize("card", CASES)
def test_all_that_is_said_stays_within_the_margins(card: Card) -> None:
    box = ink(drawn(card), (0, 20, WIDTH, HEIGHT))
    assert box is not None
    assert box[0] >= MARGIN - 2
    assert box[2] <= WIDTH - MARGIN + 2
    assert box[3] <= HEIGHT - 8
    beside = drawn(card, photo(), picture=Picture("x"))
    is_leftwards = card.direction == "rtl"
    start, end = (PICTURE_WIDTH + 4, WIDTH) if is_leftwards else (0, WIDTH - PICTURE_WIDTH - 4)
    left, _, right, _ = ink(beside, (start, 20, end, HEIGHT))
    assert left >= (PICTURE_WIDTH + 50 if is_leftwards else MARGIN - 2)
    assert right <= (WIDTH - MARGIN + 2 if is_leftwards else WIDTH - PICTURE_WIDTH - 50)


def test_a_short_headline_is_large_and_a_long_one_smaller() -> None:
    heights = [ink(drawn(ENGLISH, headline=words), HEADLINE) for words in ("HIT", "HIT " * 60)]
    (_, top, _, bottom), (_, first, _, last) = heights
    assert bottom - top > 70
    assert last - first > 250


def test_live_is_said_in_red_with_a_dot_and_closed_quietly_with_a_square() -> None:
    def colours(card: Card) -> set[tuple[int, ...]]:
        part = drawn(card).crop((MARGIN, 555, MARGIN + 20, 580))
        return {pixel for _, pixel in part.getcolors(9999)}

    red, grey = (0xB0, 0x1F, 0x17), (0x62, 0x5E, 0x56)
    assert min(_distance(each, red) for each in colours(ENGLISH)) < 12
    closed = replace(ENGLISH, status="Closed at 23:10", is_live=False)
    assert min(_distance(each, red) for each in colours(closed)) > 60
    assert min(_distance(each, grey) for each in colours(closed)) < 12


def test_times_that_find_no_room_in_one_line_take_a_second() -> None:
    times = ("Wednesday 7 October 2015", "Amended 15:20", "Port-au-Prince, UTC−5")
    wide = ink(drawn(ENGLISH, times=times), FOOT)
    narrow = drawn(ENGLISH, photo(), times=times, picture=Picture("x"))
    tall = ink(narrow, (0, 500, WIDTH - PICTURE_WIDTH - 4, HEIGHT))
    assert wide[3] - wide[1] < 40 < tall[3] - tall[1]


@pytest.mark.parametrize(("focus", "expected"), [(0, (255, 0, 0)), (25, (255, 0, 0)), (100, (0, 0, 255))])
def test_a_picture_stands_at_the_far_side_and_shows_its_focus(focus: int, expected: tuple[int, int, int]) -> None:
    picture = Picture("x", focus, 50)
    at_right = drawn(ENGLISH, photo(), picture=picture).getpixel((WIDTH - PICTURE_WIDTH // 2, 300))
    assert _distance(at_right, expected) < 12
    at_left = drawn(ARABIC, photo(), picture=picture).getpixel((PICTURE_WIDTH // 2, 300))
    assert _distance(at_left, expected) < 12


@pytest.mark.parametrize("size", [(800, 100), (100, 800), (16, 16), (1, 800), (800, 1)])
def test_a_picture_of_any_shape_fills_its_place(size: tuple[int, int]) -> None:
    image = drawn(ENGLISH, photo("red", "red", size), picture=Picture("x", 100, 0))
    for at in ((WIDTH - PICTURE_WIDTH + 2, 2), (WIDTH - 2, 2), (WIDTH - 2, HEIGHT - 2)):
        assert _distance(image.getpixel(at), (255, 0, 0)) < 16


@pytest.mark.parametrize("broken", [b"", b"not a picture", photo()[:200]])
def test_a_picture_that_cannot_be_read_is_left_out(broken: bytes) -> None:
    assert draw_card(replace(ENGLISH, picture=Picture("x")), broken) == draw_card(ENGLISH)


def test_a_picture_that_the_card_does_not_name_is_not_shown() -> None:
    assert draw_card(ENGLISH, photo()) == draw_card(ENGLISH)


def test_what_has_no_letters_is_left_out_rather_than_boxed() -> None:
    with_emoji, without = (replace(ENGLISH, headline=words) for words in ("Aleppo 🚀🔥 falls 👩‍👩‍👧", "Aleppo falls"))
    assert draw_card(with_emoji) == draw_card(without)


def test_without_the_means_to_shape_it_arabic_is_left_out_and_english_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("columns.images.letters.can_shape", lambda: False)
    assert ink(drawn(ENGLISH), HEADLINE)
    assert ink(drawn(ARABIC), HEADLINE) is None
    assert ink(drawn(ENGLISH, headline="Aleppo (حلب)"), HEADLINE) is None


ANY = st.text(ANY_LETTER, max_size=120) | st.text("ab حلبא,.ффѣ\u064b\u0301\u200d\u200f\u202e🚀漢 ", max_size=120)


@settings(max_examples=60)
@given(headline=ANY, column=ANY, status=ANY, time=ANY, direction=st.sampled_from(["ltr", "rtl"]))
@example("\ud800", "\x00", "\u200f", "\u0301", "rtl")
def test_nothing_that_can_be_written_stops_a_card(
    headline: str, column: str, status: str, time: str, direction: str
) -> None:
    image = drawn(Card(headline, column, (time,), status, False, "ar" if direction == "rtl" else "en", direction))
    left, _, right, _ = ink(image, (0, 20, WIDTH, HEIGHT)) or (MARGIN, 0, MARGIN, 0)
    assert left >= MARGIN - 2
    assert right <= WIDTH - MARGIN + 2


def test_several_threads_that_draw_at_once_do_not_disturb_each_other() -> None:
    alone = [draw_card(card) for card in CASES]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(draw_card, CASES * 2)) == alone * 2


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
