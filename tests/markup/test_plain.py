"""Plain text: cleaned, and made from safe HTML."""

import unicodedata

import pytest

from columns.markup.plain import clean_text, is_blank, one_line, words
from columns.markup.sanitise import sanitise


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("  Two\n words\t here ", "Two words here"),
        ("a\r\nb\u2028c\x85d", "a b c d"),
        ("photo\u202egpj.exe\u2066\u2069", "photogpj.exe"),
        ("\ufeffa\x00b\x1bc\x9fd\ud800e\uffff", "abcde"),
        ("e\u0301", "é"),
        ("5\u00a0000", "5\u00a0000"),
        ("می\u200cخواهم \u200f", "می\u200cخواهم \u200f"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_a_line_is_cleaned_of_what_spoofs_and_breaks(given: str, clean: str) -> None:
    assert one_line(given) == clean


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    assert clean_text("a\r\n\tb\x07\u202e  c\n") == "a\n\tb  c\n"


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0344", "\u0f73", "\u0301" * 20 + "\u0316" * 20])
def test_no_more_marks_are_piled_on_a_letter_than_are_quickly_put_in_order(marks: str) -> None:
    # One by one, a hundred thousand would hold the process for a minute.
    clean = clean_text(f"a{marks * 100_000} b")
    assert clean[0] in "aáä"
    assert clean.endswith(" b")
    assert len(clean) <= 33
    assert clean_text(clean) == clean


def test_a_text_in_html_is_cleaned_of_them_too() -> None:
    safe = sanitise(f"<p>a{'&#x301;&#x316;' * 10_000} b</p>")
    assert len(safe) < 60
    assert sanitise(safe) == safe


def test_the_marks_that_a_script_has_use_for_stay() -> None:
    vocalised = "\u0628\u0650\u0633\u0652\u0645\u0650 \u05d1\u05bc\u05b0\u05e8\u05b5\u05d0"
    assert clean_text(vocalised) == unicodedata.normalize("NFC", vocalised)


@pytest.mark.parametrize(
    ("html", "limit", "excerpt"),
    [
        ("<p>One</p><p>two<br>three</p>", None, "One two three"),
        ("<p>a<strong>b</strong>c</p>", None, "abc"),
        ("<ul><li>a</li><li>b</li></ul>", None, "a b"),
        ("<p>R&amp;D &lt;x&gt; &#824;</p>", None, "R&D <x> \u0338"),
        ("<p>one two three</p>", 13, "one two three"),
        ("<p>one two three</p>", 12, "one two…"),
        ("<p>one two three</p>", 8, "one two…"),
        ("<p>one two three</p>", 7, "one…"),
        ("<p>one, two</p>", 6, "one…"),
        ("<p>unbroken</p>", 5, "unbr…"),
        ("", 5, ""),
    ],
)
def test_an_excerpt_ends_between_two_words(html: str, limit: int | None, excerpt: str) -> None:
    assert words(html, limit) == excerpt


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> \xa0&#8203;&#x200f;</p>", "<hr>", "<table><td></td></table>"])
def test_what_shows_nothing_is_blank(html: str) -> None:
    assert is_blank(html)


@pytest.mark.parametrize("html", ["<p>.</p>", "<p>💬</p>", "ا"])
def test_what_shows_a_character_is_not_blank(html: str) -> None:
    assert not is_blank(html)
