"""What goes into a text and what comes out of the sanitiser."""

from pathlib import Path

import pytest

from columns.markup.plain import words
from columns.markup.sanitise import BODY_CAP, TooLong, sanitise

from .oracle import assert_safe

HERE = Path(__file__).parent
HOSTILE = sorted((HERE / "hostile").glob("*.html"))
PASTES = sorted((HERE / "pastes").glob("*.html"))


def read(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("path", HOSTILE + PASTES, ids=lambda path: path.stem)
def test_only_what_is_listed_comes_out_and_a_browser_reads_it_as_written(path: Path) -> None:
    assert_safe(sanitise(read(path)))


@pytest.mark.parametrize("path", HOSTILE + PASTES, ids=lambda path: path.stem)
def test_a_second_time_changes_nothing(path: Path) -> None:
    once = sanitise(read(path))
    assert sanitise(once) == once


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_text_stays_harmless_wherever_it_is_cut(path: Path) -> None:
    text = read(path)[:600]
    for end in range(len(text)):
        assert_safe(sanitise(text[:end]))


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("", ""),
        (" \n&nbsp;<p> </p><p><br></p><ul><li></li></ul><b> </b>", ""),
        ("One line", '<p dir="auto">One line</p>'),
        ("A & <b>b</b>\n\nC", '<p dir="auto">A &amp; <strong>b</strong></p><p dir="auto">C</p>'),
        ("2 < 3 <3 a<б", '<p dir="auto">2 &lt; 3 &lt;3 a&lt;б</p>'),
        ("&lt;b&gt; &amp;lt; &copy;&nbsp;x", '<p dir="auto">&lt;b&gt; &amp;lt; ©\xa0x</p>'),
        ("<h1>A</h1><h2>B</h2><h5>C</h5>", '<h3 dir="auto">A</h3><h3 dir="auto">B</h3><h4 dir="auto">C</h4>'),
        ("<h1><p>A</p></h1>", '<h3 dir="auto">A</h3>'),
        ("<div>a</div><div>b</div>c", '<p dir="auto">a</p><p dir="auto">b</p><p dir="auto">c</p>'),
        ("<div>a<div>b</div>c</div>d", "".join(f'<p dir="auto">{char}</p>' for char in "abcd")),
        ("<i>a</i><b>b</b><strike>c</strike>", '<p dir="auto"><em>a</em><strong>b</strong><s>c</s></p>'),
        ("<b>a<p>b</p></b>", '<p dir="auto"><strong>a</strong></p><p dir="auto"><strong>b</strong></p>'),
        ("<p>a<br></p><p>b<br>c</p>", '<p dir="auto">a</p><p dir="auto">b<br>c</p>'),
        ("a<br><br><br><br>b", '<p dir="auto">a<br><br>b</p>'),
        ("<b>a</b> <i>b</i>", '<p dir="auto"><strong>a</strong> <em>b</em></p>'),
        ("<b>a</b><b>b</b><cite>c</cite><cite>d</cite>",
         '<p dir="auto"><strong>ab</strong><cite>c</cite><cite>d</cite></p>'),
        ("<ul>a<li>b<p>c</ul>", '<ul><li dir="auto">a</li><li dir="auto">b<p dir="auto">c</p></li></ul>'),
        ("<li>a</li>", '<p dir="auto">a</p>'),
        ('<ol start="5"><li>a</ol><hr>', '<ol start="5"><li dir="auto">a</li></ol><hr>'),
        ('<p dir="RTL" lang="ar">x</p>', '<p lang="ar" dir="rtl">x</p>'),
        ("<span>a</span><span lang=uk>б</span>", '<p dir="auto">a<span lang="uk">б</span></p>'),
        ('<a href="/x" title="T" hreflang="ru">a</a>', '<p dir="auto"><a href="/x" title="T" hreflang="ru">a</a></p>'),
        ('<time datetime="2015-10-01">x</time>', '<p dir="auto"><time datetime="2015-10-01">x</time></p>'),
        ("<table><caption>C<tr><th scope=col>a<td>", '<table tabindex="0"><caption dir="auto">C</caption><tbody><tr>'
         '<th scope="col" dir="auto">a</th><td dir="auto"></td></tr></tbody></table>'),
        ("e\u0301 \u202ex\u2069\x07", '<p dir="auto">é x</p>'),
    ],
)  # fmt: skip
def test_a_text_comes_out_as_expected(given: str, stored: str) -> None:
    assert sanitise(given) == stored


def test_a_quotation_keeps_its_original_beside_the_translation() -> None:
    quotation = (
        '<figure class="quote"><blockquote lang="ar" dir="rtl"><p dir="auto">الجسر مفتوح</p></blockquote>'
        '<blockquote lang="en" dir="ltr"><p dir="auto">The bridge is open</p></blockquote>'
        '<figcaption dir="auto">The mayor, <cite>local radio</cite></figcaption></figure>'
    )
    assert sanitise(quotation) == quotation


def test_any_other_figure_leaves_its_words_behind() -> None:
    given = '<figure class="wide"><img src="x.png"><figcaption>Who took it</figcaption></figure>'
    assert sanitise(given) == '<p dir="auto">Who took it</p>'


def test_a_link_to_another_site_vouches_for_nothing() -> None:
    assert 'rel="noopener nofollow"' in sanitise('<a href="https://example.org/" rel="opener">x</a>')
    assert "rel=" not in sanitise('<a href="/about/">x</a>')


def test_a_word_processors_paste_keeps_its_structure() -> None:
    stored = sanitise(read(HERE / "pastes/word-processor.html"))
    assert '<h3 dir="auto"><span lang="EN-US">The bridge at Selva</span></h3>' in stored
    assert "<strong>06:40</strong>" in stored
    assert '<p dir="rtl"><span lang="AR-SA">قال رئيس البلدية إن الجسر مفتوح</span></p>' in stored
    assert stored.count("<td") == 2
    assert "Notes from the road" not in stored
    assert "Mso" not in stored


def test_a_web_pages_paste_keeps_its_words_and_links() -> None:
    stored = sanitise(read(HERE / "pastes/web-article.html"))
    assert '<a href="https://relief.example/news/123?utm_source=feed&amp;ref=top#p2"' in stored
    assert '<blockquote cite="https://relief.example/statement" dir="auto"><p dir="auto">We have' in stored
    assert words(stored).startswith("Convoy reaches the valley The first lorries arrived on Tuesday,\xa0the agency")
    assert "bullet" not in stored
    assert "ads" not in stored


def test_the_wrapper_of_an_online_word_processor_is_not_bold() -> None:
    assert sanitise('<b style="font-weight:normal;"><p>a</p></b>') == '<p dir="auto">a</p>'


def test_a_small_text_in_a_fat_paste_passes() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * BODY_CAP}">'
    style = f"<style>{'p { margin: 0 } ' * 20_000}</style><!-- {'x' * BODY_CAP} -->"
    spans = f'<span class="css-1" style="{"color: red; " * 30}"><span></span></span>' * 2000
    assert sanitise(f"{style}<p>small</p>{picture}{spans}") == '<p dir="auto">small</p>'


def test_a_text_beyond_the_cap_is_refused_with_both_sizes() -> None:
    with pytest.raises(TooLong, match="takes 300 KB; the most that can be saved is 256 KB") as refusal:
        sanitise("ж" * (150 * 1024))
    assert refusal.value.actual == 300 * 1024
    assert refusal.value.cap == BODY_CAP


def test_what_has_been_stored_is_never_too_long_to_be_saved_again() -> None:
    with pytest.raises(TooLong):
        sanitise("<p>x" * 20_000)
    largest = sanitise("word " * (BODY_CAP // 5 - 10))
    assert sanitise(largest) == largest


@pytest.mark.parametrize("tag", ["b", "blockquote", "div", "p", "span lang=en", "ul><li", "a href=/x", "details><x"])
def test_deep_nesting_costs_its_tags_and_not_its_text(tag: str) -> None:
    stored = sanitise(f"<{tag}>" * 20_000 + "core")
    assert words(stored) == "core"
    assert_safe(stored)


FLOODS = ["<", "<a ", '<a x="', "<a x='", "<!--", "<!", "</", "<svg>", "&", "<table>x<tr>", "<td><table>"]


@pytest.mark.parametrize("piece", FLOODS)
def test_a_flood_of_unfinished_tags_is_survived(piece: str) -> None:
    assert_safe(sanitise(piece * 4000))
