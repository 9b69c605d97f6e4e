"""How a stored text is shown: notes with their label, a translated quotation with its original one tap away."""

from __future__ import annotations

import pytest
from django.utils import translation

from columns.markup.sanitise import sanitise
from columns.reading.body import shown

ORIGINAL = '<blockquote lang="ar" dir="rtl"><p dir="auto">الجسر مفتوح</p></blockquote>'
TRANSLATION = '<blockquote lang="en" dir="ltr"><p dir="auto">The bridge is open</p></blockquote>'
SOURCE = '<figcaption dir="auto">The mayor, <a href="/x">radio</a></figcaption>'


def figure(*parts: str) -> str:
    html = f'<figure class="quote">{"".join(parts)}</figure>'
    assert sanitise(html) == html
    return html


def by(name: str) -> str:
    return f'<p class="translator" dir="auto">{name}</p>'


def test_a_note_gets_its_label_in_the_language_of_the_page() -> None:
    stored = sanitise('<aside class="note"><p>We cannot verify this.</p></aside>')
    assert shown(stored) == (
        '<aside class="note" aria-label="Editor&#x27;s note"><p class="label"><strong>Editor&#x27;s note</strong></p>'
        '<p dir="auto">We cannot verify this.</p></aside>'
    )


def test_the_translation_comes_first_and_the_source_last() -> None:
    assert shown(figure(ORIGINAL, TRANSLATION, by("Lina Haddad"), SOURCE)) == (
        f'<figure class="quote">{TRANSLATION}<p class="translator">Translation: <bdi dir="auto">Lina Haddad</bdi></p>'
        f'<details class="original"><summary>Original in Arabic</summary>{ORIGINAL}</details>{SOURCE}</figure>'
    )


def test_in_full_both_texts_follow_each_other_and_nothing_folds() -> None:
    html = shown(figure(ORIGINAL, TRANSLATION, by("machine"), SOURCE), folded=False)
    assert html == (
        f'<figure class="quote">{TRANSLATION}<p class="translator">Machine translation</p>'
        f'<p>Original in Arabic:</p>{ORIGINAL}{SOURCE}</figure>'
    )


@pytest.mark.parametrize("name", ["machine", "Machine", "<strong>MACHINE</strong>"])
def test_a_machine_is_called_one(name: str) -> None:
    assert "Machine translation" in shown(figure(ORIGINAL, TRANSLATION, by(name)))


def test_a_translation_without_a_name_is_called_one() -> None:
    assert '<p class="translator">Translation</p>' in shown(figure(ORIGINAL, TRANSLATION, SOURCE))


@pytest.mark.parametrize(
    ("original", "label"),
    [
        ('<blockquote lang="ar-SY" dir="rtl"><p dir="auto">x</p></blockquote>', "Original in Arabic"),
        ('<blockquote dir="rtl"><p lang="fa" dir="rtl">x</p></blockquote>', "Original in Persian"),
        ('<blockquote lang="tlh" dir="auto"><p dir="auto">x</p></blockquote>', "Original"),
        ('<blockquote dir="rtl"><p dir="auto">x</p></blockquote>', "Original"),
        ('<blockquote cite="/a?lang=ar" dir="auto"><p dir="auto">x lang="ar"</p></blockquote>', "Original"),
    ],
)
def test_the_original_is_named_after_its_language(original: str, label: str) -> None:
    assert f"<summary>{label}</summary>" in shown(figure(original, TRANSLATION))


def test_the_language_is_named_in_that_of_the_page() -> None:
    with translation.override("ar"):
        assert "الإنجليزيّة" in shown(figure(TRANSLATION, ORIGINAL))


@pytest.mark.parametrize(
    "html",
    [
        '<p dir="auto">Text.</p>',
        figure(ORIGINAL, SOURCE),
        figure(ORIGINAL),
        figure(ORIGINAL, TRANSLATION, TRANSLATION, SOURCE),
        figure('<blockquote dir="auto"><blockquote dir="auto"><p dir="auto">x</p></blockquote></blockquote>', SOURCE),
    ],
)
def test_anything_else_is_shown_as_it_is_stored(html: str) -> None:
    assert shown(html) == html


def test_each_of_many_is_shown_and_a_large_text_costs_little() -> None:
    html = figure(ORIGINAL, TRANSLATION, SOURCE) * 500
    assert shown(html).count("<details") == 500
    odd = f'<figure class="quote">{"<blockquote>" * 5000}'
    assert shown(odd) == odd
