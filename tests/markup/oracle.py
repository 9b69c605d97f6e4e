"""What may come out of the sanitiser, said a second time and by other means: a browser's parser and these lists.

The parser is Lexbor's, which has nothing in common with the one that the sanitiser stands on.
They are written out here on purpose, so that a slip in the policy shows as a difference.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from selectolax.lexbor import LexborHTMLParser

MARKS = {"br", "strong", "em", "s", "del", "ins", "a", "cite", "bdi", "span", "time", "sub", "sup"}
ELEMENTS = MARKS | (
    {"p", "hr", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "aside"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
)
EVERYWHERE = {"lang", "dir"}
ATTRIBUTES = {
    "a": {"href", "title", "hreflang", "rel"},
    "blockquote": {"cite"},
    "aside": {"class"},
    "figure": {"class"},
    "ol": {"start"},
    "p": {"class"},
    "table": {"tabindex"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
}
VALUES = {
    "class": r"quote|embed|note|translator",
    "tabindex": "0", "dir": r"ltr|rtl|auto", "lang": r"[A-Za-z0-9-]+", "rel": r"noopener nofollow",
}
#: The class says what an element is, and only of that element.
CLASS_OF = {"figure": {"quote", "embed"}, "aside": {"note"}, "p": {"translator"}}
NEVER_STORED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def assert_safe(html: str) -> None:
    """The HTML holds only what is listed, and a browser reads it exactly as it is written."""
    assert not NEVER_STORED.search(html)
    read = list(_walk(LexborHTMLParser(html, is_fragment=True).root))
    for tag, attributes, text in read:
        assert not NEVER_STORED.search("".join([text, *attributes.values()]))
        if tag and not tag.startswith("/"):
            _assert_listed(tag, attributes)
    assert tags_as_written(html) == [tag for tag, *_ in read if tag]


def _walk(node: Any) -> Iterator[tuple[str, dict[str, str], str]]:
    """Start tags with their attributes, texts and end tags, as a browser would write its tree."""
    for child in node.iter(include_text=True) if node else ():
        if child.tag == "-text":
            yield "", {}, child.text_content
            continue
        yield child.tag, {name: value or "" for name, value in child.attributes.items()}, ""
        yield from _walk(child)
        if child.tag not in ("br", "hr"):
            yield f"/{child.tag}", {}, ""


def _assert_listed(tag: str, attributes: dict[str, str]) -> None:
    assert tag in ELEMENTS, tag
    for name, value in attributes.items():
        assert name in EVERYWHERE | ATTRIBUTES.get(tag, set()), (tag, name)
        assert re.fullmatch(VALUES.get(name, r"[\s\S]*"), value), (name, value)
        assert name != "class" or value in CLASS_OF[tag], (tag, value)
        if name in ("href", "cite"):
            assert_harmless_address(value)


def assert_harmless_address(url: str) -> None:
    """As a browser reads it: tabs and newlines taken out, the edges trimmed, backslashes turned."""
    read = re.sub("[\t\n\r]", "", url.strip("".join(map(chr, range(33))))).replace("\\", "/")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", read)
    if scheme:
        assert scheme[1].lower() in ("http", "https", "mailto"), url
        assert "@" not in read.partition("//")[2].partition("/")[0], url
    else:
        assert re.match(r"/(?!/)|[?#]", read), url


def tags_as_written(html: str) -> list[str]:
    """Start and end tags, one after the other, as they stand in the text."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return reader.tags


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
