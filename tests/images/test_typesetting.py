"""Typesetting: letters that join, lines that run both ways, and texts that are broken and cut where they may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont, features

from columns.checks import scripts_can_be_shaped
from columns.images import letters
from columns.images.letters import FONTS, direction_of, settable
from columns.images.typesetting import BOLD, REGULAR, Style, cut, fitted

LATIN = Style(BOLD, 48, "ltr", "en")
ARABIC = Style(BOLD, 48, "rtl", "ar")
RAIDS = "غارات"
#: “Many dead”: letters that join. With something of no width between them they cannot.
JOINING = "قتيلين"
APART = "\u200c".join(JOINING)


def drawn(style: Style, text: str, width: int = 900) -> bytes:
    """A line, as pixels."""
    layer = Image.new("L", (width, 100))
    style.draw(layer, text, 70)
    return layer.tobytes()


def test_this_machine_can_shape() -> None:
    assert features.check("raqm")
    assert features.check("fribidi")


def test_letters_of_arabic_join() -> None:
    assert ARABIC.width(JOINING) < 0.8 * ARABIC.width(APART)
    basic = ImageFont.truetype(FONTS / "NotoCard-Bold.ttf", 48, layout_engine=ImageFont.Layout.BASIC)
    assert ARABIC.width(JOINING) < 0.8 * basic.getlength(JOINING)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("غارات روسية على ريف حمص", 609), ("روسیه می‌گوید پایگاه", 430), ("שלום עולם", 234),
        ("Удары по Идлибу, AVAWA", 635),
    ],
)  # fmt: skip
def test_the_joined_font_sets_a_line_as_wide_as_its_parts_did(text: str, width: int) -> None:
    assert abs(Style(BOLD, 48, direction_of(text), "en").width(text) - width) <= 2


def test_a_line_of_two_directions_is_put_in_order() -> None:
    """The Latin word stands where it is read: on the left of the first Arabic one in a line that runs leftwards."""
    line = drawn(ARABIC, f"{RAIDS} BBC")
    alone = drawn(Style(BOLD, 48, "ltr", "en"), "BBC")
    assert line != alone
    assert ARABIC.width(f"{RAIDS} BBC") == pytest.approx(ARABIC.width(RAIDS) + ARABIC.width(" BBC"), abs=4)
    assert drawn(ARABIC, f"{RAIDS} BBC") != drawn(ARABIC, f"BBC {RAIDS}")
    assert drawn(ARABIC, f"{RAIDS} (1)") != drawn(Style(BOLD, 48, "ltr", "ar"), f"{RAIDS} (1)")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Homs", "ltr"), ("حمص", "rtl"), ("«חומס» by BBC", "rtl"), ("12: Homs حمص", "ltr"), ("12 (…)", "rtl"),
        ("", "rtl"),
    ],
)  # fmt: skip
def test_a_text_runs_as_its_first_letter_does(text: str, direction: str) -> None:
    assert direction_of(text, "rtl") == direction


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Aleppo\t 🚀  falls", "Aleppo falls"), ("👩‍👩‍👧️ ok", "ok"), ("Xi (习) says", "Xi () says"), ("北京市 BB", ""),
        ("می‌گوید", "می‌گوید"), ("UTC−5", "UTC–5"), ("a\u202eb", "ab"), ("é", "é"), ("漢\u0301 ab cd", "ab cd"),
    ],
)  # fmt: skip
def test_only_what_there_are_letters_for_is_set(text: str, left: str) -> None:
    assert settable(text) == left


def test_what_the_list_says_there_are_letters_for_there_are() -> None:
    for weight in (REGULAR, BOLD):
        font = ImageFont.truetype(FONTS / f"NotoCard-{weight}.ttf", 20, layout_engine=ImageFont.Layout.BASIC)
        missing = font.getmask("\U0001f680").getbbox(), bytes(font.getmask("\U0001f680"))
        for char in letters._covered():
            assert (font.getmask(char).getbbox(), bytes(font.getmask(char))) != missing, hex(ord(char))


def test_a_line_that_is_too_long_is_cut_at_a_word() -> None:
    line = cut("Missiles, from the Caspian", LATIN.width("Missiles, from the…") + 2, LATIN)
    assert line == "Missiles, from the…"
    assert cut("Missiles, from the Caspian", LATIN.width("Missiles…") + 20, LATIN) == "Missiles…"
    assert cut("Missiles", LATIN.width("Miss…"), LATIN) == "Miss…"
    assert cut("Missiles", LATIN.width("Missiles"), LATIN) == "Missiles"


def fit(text: str, sizes: tuple[int, ...] = (90, 60, 40)) -> tuple[list[str], Style]:
    """A text in a place of 600 by 300."""
    return fitted(text, 600, 300, sizes=sizes, weight=BOLD, language="en", direction=direction_of(text))


def test_a_text_is_shrunk_until_it_fits_and_only_then_cut() -> None:
    assert fit("Aleppo")[1].size == 90
    medium = "Russian jets strike Latakia and Idlib as missiles fly"
    lines, style = fit(medium)
    assert (style.size, " ".join(lines)) == (60, medium)
    lines, style = fit(medium * 5)
    assert style.size == 40
    assert lines[-1].endswith("…")
    assert (medium * 5).startswith(" ".join(lines)[:-1])


def test_no_word_is_left_alone_on_the_last_line() -> None:
    lines, _ = fit("Missiles fly over the wide Caspian Sea", (48,))
    assert len(lines) == 2
    assert min(map(len, lines)) > 12


def test_a_word_that_is_longer_than_a_line_is_broken_between_its_letters() -> None:
    lines, style = fit("Donaudampfschifffahrtselektrizität\u0323enhauptbetriebswerk", (60,))
    assert len(lines) > 1
    assert all(style.width(line) <= 600 for line in lines)
    assert not any(line.startswith("\u0323") for line in lines)


@given(st.text("abcde حلبא,.фф\u064b ", min_size=1, max_size=200))
def test_every_line_is_as_wide_as_its_place_at_most(text: str) -> None:
    if text := settable(text):
        lines, style = fit(text)
        assert all(style.width(line) <= 600 for line in lines)
        assert len(lines) * style.leading(text) <= 300


def test_a_machine_that_cannot_shape_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scripts_can_be_shaped() == []
    monkeypatch.setattr("columns.images.letters.can_shape", lambda: False)
    (warning,) = scripts_can_be_shaped()
    assert warning.id == "columns.W001"
    assert "apt install libfribidi0" in (warning.hint or "")
