"""Embeds in a text: what may stand there, and what is made of all that only looks like one."""

import pytest

from columns.markup.embedded import addresses, as_link, figure_of, replaced
from columns.markup.plain import is_blank, words
from columns.markup.sanitise import sanitise

from .oracle import assert_safe

URL = "https://example.org/a?b=1&c=2"
EMBED = figure_of(URL)


def test_an_embed_is_a_link_and_nothing_else() -> None:
    assert EMBED == (
        '<figure class="embed"><a href="https://example.org/a?b=1&amp;c=2" rel="noopener nofollow">'
        "https://example.org/a?b=1&amp;c=2</a></figure>"
    )
    assert sanitise(EMBED) == EMBED


@pytest.mark.parametrize(
    "given",
    [
        f'<figure class="embed"><a href="{URL}">Another label</a></figure>',
        f'<figure class=embed onclick=x data-id=1><a href="{URL}" target=_top><b>x</b></a>\n</figure>',
        f'<figure class="embed"><p><a href="{URL}"></a></p></figure>',
        f'<figure class="embed"><a href="{URL}">x</a><script>alert(1)</script></figure>',
    ],
)
def test_whatever_is_put_around_its_link_goes(given: str) -> None:
    assert sanitise(given) == EMBED


def test_it_stands_between_the_blocks_of_a_text() -> None:
    assert sanitise(f"one{EMBED}two") == f'<p dir="auto">one</p>{EMBED}<p dir="auto">two</p>'
    assert sanitise(f"<p>one{EMBED}") == f'<p dir="auto">one</p>{EMBED}'
    assert sanitise(f"<b>one{EMBED}two</b>") == (
        f'<p dir="auto"><strong>one</strong></p>{EMBED}<p dir="auto"><strong>two</strong></p>'
    )


LINK = '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener nofollow">'


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (f"<ul><li>{EMBED}</li></ul>", f'<ul><li dir="auto">{LINK}https://example.org/a?b=1&amp;c=2</a></li></ul>'),
        (f"<blockquote>{EMBED}", f'<blockquote dir="auto"><p dir="auto">{LINK}https://example.org/a?b=1&amp;c=2</a>'
         "</p></blockquote>"),
        (f"<figure class=embed>Words <a href='{URL}'>x</a></figure>", f'<p dir="auto">Words {LINK}x</a></p>'),
        (f"<figure class=embed><a href='{URL}'>x</a> words</figure>", f'<p dir="auto">{LINK}x</a> words</p>'),
        (f"<figure class=embed><a href='{URL}'>x</a><a href='{URL}'>y</a></figure>",
         f'<p dir="auto">{LINK}x</a>{LINK}y</a></p>'),
        ("<figure class=embed><a href='javascript:alert(1)'>x</a></figure>", '<p dir="auto">x</p>'),
        ("<figure class=embed><a href='/about/'>x</a></figure>", '<p dir="auto"><a href="/about/">x</a></p>'),
        ("<figure class=embed><a href='https://user@example.org/'>x</a></figure>", '<p dir="auto">x</p>'),
        ("<figure class=embed><img src=x><iframe src=//a.example></iframe></figure>after", '<p dir="auto">after</p>'),
        ("<figure class='embed quote'><p>x</figure>", '<p dir="auto">x</p>'),
    ],
)  # fmt: skip
def test_what_is_no_embed_keeps_its_words(given: str, stored: str) -> None:
    assert sanitise(given) == stored


def test_one_within_another_is_one() -> None:
    assert sanitise(f"<figure class=embed>{EMBED}</figure>") == EMBED


@pytest.mark.parametrize("count", [1, 40, 3000])
def test_embeds_that_never_end_cost_no_more_than_text(count: int) -> None:
    given = f"<figure class=embed><a href='{URL}'>x" * count
    assert_safe(sanitise(given))


def test_a_texts_embeds_are_found_and_replaced() -> None:
    other = figure_of("https://example.com/")
    text = f"<p>a</p>{EMBED}{other}{EMBED}"
    assert addresses(text) == [URL, "https://example.com/"]
    assert replaced(text, lambda url: f"[{len(url)}]") == "<p>a</p>[29][20][29]"
    assert addresses(f"<p>{as_link(URL)}</p>") == []


def test_its_address_is_no_word_of_the_text() -> None:
    text = f'<p dir="auto">one</p>{EMBED}<p dir="auto">two</p>'
    assert words(text) == "one two"
    assert not is_blank(EMBED)
