"""The parts of a text that are more than paragraphs: an editor's note, and who translated a quotation."""

from __future__ import annotations

import pytest

from columns.markup.sanitise import sanitise

NOTE = '<aside class="note"><p dir="auto">We cannot verify this.</p><ul><li dir="auto">Yet.</li></ul></aside>'
QUOTES = (
    '<blockquote lang="ar" dir="rtl"><p dir="auto">نعم</p></blockquote>'
    '<blockquote dir="auto"><p dir="auto">Yes</p></blockquote>'
)


def test_a_note_is_stored_as_it_was_written() -> None:
    assert sanitise(NOTE) == NOTE
    assert sanitise(f"<p>Before.</p>{NOTE}<p>After.</p>").count('<aside class="note">') == 1


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("<aside>a</aside>b", '<p dir="auto">a</p><p dir="auto">b</p>'),
        ('<aside class="ads">a</aside>', '<p dir="auto">a</p>'),
        ('<aside class="note" id="x" lang="ar" dir="rtl">a</aside>b',
         '<aside class="note"><p dir="auto">a</p></aside><p dir="auto">b</p>'),
        ('<aside class="note">a<aside class="note">b</aside>c</aside>',
         '<aside class="note"><p dir="auto">a</p><p dir="auto">b</p><p dir="auto">c</p></aside>'),
        ('<blockquote><aside class="note">a</aside></blockquote>',
         '<blockquote dir="auto"><p dir="auto">a</p></blockquote>'),
        ('<ul><aside class="note">a</aside></ul>', '<ul><li dir="auto"><p dir="auto">a</p></li></ul>'),
        ('<aside class="note"><h3>a</h3><blockquote>b</blockquote><hr></aside>',
         '<aside class="note"><p dir="auto">a</p><p dir="auto">b</p></aside>'),
        ('<aside class="note"><table><tr><td>a<td>b</table></aside>',
         '<aside class="note"><p dir="auto">a</p><p dir="auto">b</p></aside>'),
        ('<aside class="note"> <hr></aside>', ""),
        ('<p class="note">a</p>', '<p dir="auto">a</p>'),
    ],
)  # fmt: skip
def test_a_note_stands_by_itself_and_holds_paragraphs_and_lists(given: str, stored: str) -> None:
    assert sanitise(given) == stored


def test_who_translated_stands_behind_the_translation() -> None:
    figure = (
        f'<figure class="quote">{QUOTES}<p class="translator" dir="auto">Lina <strong>Haddad</strong></p>'
        '<figcaption dir="auto">The mayor</figcaption></figure>'
    )
    assert sanitise(figure) == figure


@pytest.mark.parametrize(
    "html",
    [
        '<p class="translator">x</p>',
        '<figure class="quote"><blockquote>a</blockquote><p class="translator">x</p></figure>',
        f'<figure class="quote">{QUOTES}<blockquote>c</blockquote><p class="translator">x</p></figure>',
        f'<figure class="quote">{QUOTES}<hr><p class="translator">x</p></figure>',
        f'<figure class="quote">{QUOTES}<figcaption>c</figcaption><p class="translator">x</p></figure>',
        f'<figure class="quote"><blockquote>{QUOTES}<p class="translator">x</p></blockquote></figure>',
        f'{QUOTES}<p class="translator">x</p>',
    ],
)  # fmt: skip
def test_anywhere_else_it_is_a_paragraph(html: str) -> None:
    stored = sanitise(html)
    assert '<p dir="auto">x</p>' in stored
    assert sanitise(stored) == stored


def test_a_quotation_has_one_translator() -> None:
    stored = sanitise(f'<figure class="quote">{QUOTES}<p class="translator">a</p><p class="translator">b</p></figure>')
    assert stored.endswith('<p class="translator" dir="auto">a</p><p dir="auto">b</p></figure>')
