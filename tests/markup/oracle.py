"""What may come out of the sanitiser, said a second time and by other means: a browser's parser and these lists.

They are written out here on purpose, so that a slip in the policy shows as a difference.
"""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from bleach._vendor import html5lib

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
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert not NEVER_STORED.search(html)
    for element in fragment.iter():
        if element is not fragment:
            _assert_listed(element)
            assert not NEVER_STORED.search("".join([element.text or "", element.tail or "", *element.attrib.values()]))
    _assert_in_place(fragment, fragment)
    assert tags_as_written(html) == tags_as_parsed(fragment)


def _assert_in_place(outer: Element, top: Element) -> None:
    """A note stands in no block and holds paragraphs and lists; a translator behind a quotation's second blockquote."""
    for number, element in enumerate(outer):
        if element.tag == "aside":
            assert outer is top
            assert element.get("class") == "note"
            assert {each.tag for each in element.iter()} - MARKS <= {"aside", "p", "ul", "ol", "li"}
        if element.get("class") == "translator":
            assert outer.tag == "figure"
            assert [each.tag for each in outer][:number] == ["blockquote", "blockquote"]
        _assert_in_place(element, top)


def _assert_listed(element: Element) -> None:
    assert element.tag in ELEMENTS, element.tag
    for name, value in element.attrib.items():
        assert name in EVERYWHERE | ATTRIBUTES.get(element.tag, set()), (element.tag, name)
        assert re.fullmatch(VALUES.get(name, r"[\s\S]*"), value), (name, value)
        assert name != "class" or value in CLASS_OF[element.tag], (element.tag, value)
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


def tags_as_parsed(element: Element) -> list[str]:
    """Start and end tags as a browser would write its tree of the same text."""
    tags: list[str] = []
    for child in element:
        tags.append(child.tag)
        tags += tags_as_parsed(child)
        if child.tag not in ("br", "hr"):
            tags.append(f"/{child.tag}")
    return tags


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
