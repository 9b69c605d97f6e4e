"""The sanitiser against soups of fragments that no one would think of writing."""

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from columns.markup.embedded import addresses
from columns.markup.from_markdown import from_markdown
from columns.markup.lighten import lighten
from columns.markup.links import safe_url
from columns.markup.plain import clean_text, is_blank, one_line, words
from columns.markup.sanitise import sanitise
from tests.letters import ANY_LETTER

from .oracle import assert_harmless_address, assert_safe

NAMES = [
    "p", "br", "hr", "h1", "h3", "h4", "b", "i", "strong", "em", "s", "del", "ins", "a", "ul", "ol", "li", "blockquote",
    "figure", "figcaption", "aside", "cite", "bdi", "span", "time", "sub", "sup", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "th", "td", "div", "section", "script", "style", "svg", "math", "template", "noscript", "textarea",
    "title", "xmp", "select", "option", "form", "font", "o:p", "img", "iframe", "body", "html",
]  # fmt: skip
ATTRIBUTES = [
    "", " ", "/", " href=/x", ' href="https://x.example/?a&lt=1&amp;b"', " href=javascript:1", " class=quote",
    " class=embed", " class=note", " class=translator",
    " dir=rtl", " lang=ar", " lang=en", " onclick=x", ' title="<b>\'&quot;>"', ' title="', " start=3", " colspan=2",
    " style=x",
    ' style="font-weight:normal"', ' cite="//x"', ' datetime="2015-10-01"',
]  # fmt: skip
PIECES = ["text", " ", "\n", "\n\n", "<", ">", "&", "&lt;", "&amp;", "&amp;lt;", "&nbsp;", "&#x202e;", "<!--", "-->",
          "<![CDATA[", "]]>", "<?", '"', "'", "=", "/", "\x00", "\u202e", "\u0301", "\u0338", "é", "ا", "\ufeff",
          "\ud800", "&#0;", "\r", "\x0c", "\u2028", "&",
          '<figure class="embed"><a href="https://x.example/">']  # fmt: skip

tags = st.builds("<{}{}{}>".format, st.sampled_from(["", "/", ""]), st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
soups = st.lists(tags | st.sampled_from(PIECES), max_size=40).map("".join)
#: Enough to find a slip, few enough for every run.
many = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(soups)
def test_no_soup_yields_anything_off_the_list(soup: str) -> None:
    assert_safe(sanitise(soup))


@many
@given(soups)
def test_a_second_time_changes_nothing(soup: str) -> None:
    once = sanitise(soup)
    assert sanitise(once) == once


@many
@given(soups)
def test_what_is_stored_is_light_already(soup: str) -> None:
    stored = sanitise(soup)
    assert len(lighten(stored).encode()) <= len(stored.encode())


@many
@given(soups)
def test_blank_means_that_there_are_no_words(soup: str) -> None:
    stored = sanitise(soup)
    assert is_blank(stored) or words(stored) or addresses(stored)


@many
@given(st.text(ANY_LETTER))
def test_any_text_written_as_html_keeps_its_words(text: str) -> None:
    assert words(sanitise(f"<p>{escape(text)}</p>")) == one_line(text) or not one_line(text).strip("\xa0").strip()


@many
@given(st.lists(st.sampled_from(["**", "__", "~~", "a", " ", "\n", "\n\n", "[", "](", ")", "/x", "https://x.ru/a__b"])))
def test_no_channel_post_yields_anything_off_the_list(pieces: list[str]) -> None:
    assert_safe(from_markdown("".join(pieces)))


@many
@given(st.lists(st.sampled_from(["javascript", "http", "https", "mailto", "://", *":a./\\@?#%\t\n\x01&;[]1"])))
def test_no_address_leads_anywhere_unlisted(pieces: list[str]) -> None:
    url = safe_url("".join(pieces))
    if url is not None:
        assert_harmless_address(url)
        assert safe_url(url) == url


@many
@given(st.text(ANY_LETTER))
def test_clean_lines_are_clean_already(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    one_line(text).encode()
