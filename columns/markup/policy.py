"""The allow-lists, as data: which elements and attributes a stored text may hold, and what stands in for others.

A name that is in none of these tables loses its tag and keeps its text. Nothing here lets through a style, an id,
a script or a picture. Of an embed a text holds its address alone (`embedded.py`), of a picture its id
(`pictured.py`); what they show is a row of its own.
"""

import re

#: Elements that stand for themselves: paragraphs, headings, lists, quotations, tables.
BLOCKS = frozenset({"p", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "aside", "hr"})
TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td"})
#: Elements that stand in running text.
MARKS = frozenset({"a", "strong", "em", "s", "del", "ins", "sub", "sup", "cite", "time", "bdi", "span", "br"})
#: Marks of which two neighbours are the same as one.
FORMATTING = frozenset({"strong", "em", "s", "sub", "sup"})
ELEMENTS = BLOCKS | TABLE_PARTS | MARKS

_SECTIONS = frozenset(
    {"address", "article", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "footer"}
    | {"form", "header", "hgroup", "legend", "main", "menu", "nav", "option", "pre", "search", "section", "summary"}
)

#: What an element becomes when its own name is not used here. A page's h1 and h2 are the post's title and the entry's
#: headline; sectioning elements become paragraphs so that the texts of two neighbours do not run together.
RENAMED = {
    "b": "strong",
    "i": "em",
    "strike": "s",
    "h1": "h3",
    "h2": "h3",
    "h5": "h4",
    "h6": "h4",
    "tfoot": "tbody",
    **dict.fromkeys(_SECTIONS, "p"),
}

#: The classes that an element may have: each says what it is. An aside without one is a section like others.
CLASSES = {
    "figure": frozenset({"quote", "embed", "images"}), "aside": frozenset({"note"}), "p": frozenset({"translator"})
}
#: What may lie in a note; other blocks in it become paragraphs.
IN_NOTE = frozenset({"p", "ul", "ol", "li"})

#: Elements that vanish with all that is in them. Code reaches to the end of the text if nothing ends it, as in a
#: browser; the others lose only their tag then.
CODE = frozenset({"script", "style"})
UNSEEN = CODE | {"title", "xml", "svg", "iframe", "object", "video", "audio", "canvas", "noembed"}

#: Attributes any element may have, then those of one element. The order is the order in which they are written.
COMMON_ATTRIBUTES = ("lang", "dir")
ATTRIBUTES = {
    "a": ("href", "title", "hreflang"),
    "blockquote": ("cite",),
    **dict.fromkeys(CLASSES, ("class",)),
    "ol": ("start",),
    "table": ("tabindex",),
    "td": ("colspan", "rowspan"),
    "th": ("scope", "colspan", "rowspan"),
    "time": ("datetime",),
}
#: Attributes that hold an address: `links.safe_url` decides.
ADDRESSES = frozenset({"href", "cite"})
#: Attributes whose few values may come in capitals.
KEYWORDS = frozenset({"dir", "scope"})
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
#: What the value of every other attribute must look like, whole.
VALUES = {
    "lang": _LANGUAGE_TAG,
    "hreflang": _LANGUAGE_TAG,
    "dir": re.compile(r"ltr|rtl|auto"),
    "title": re.compile(r".{1,500}"),
    "class": re.compile(r"quote|embed|images|note|translator"),
    "tabindex": re.compile(r"0"),
    "start": re.compile(r"-?[0-9]{1,6}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    # A browser lays out every column and row it is promised; a table of a hundred is large already.
    "colspan": re.compile(r"[1-9][0-9]?|100"),
    "rowspan": re.compile(r"[1-9][0-9]?|100"),
    "datetime": re.compile(r"[0-9PT][0-9TWZ:.,+\-PYMDHS ]{1,40}"),
}

#: Elements that may be wider than a phone and scroll in themselves: reached by keyboard too (WCAG 2.1.1).
SCROLLED = frozenset({"table"})
#: Blocks that find out their own direction from their first letters, unless they say it.
DIRECTED = frozenset({"p", "h3", "h4", "li", "blockquote", "td", "th", "figcaption", "caption"})
#: Blocks that hold text, and those of them that hold nothing but text.
TAKES_TEXT = frozenset({"p", "h3", "h4", "li", "td", "th", "figcaption", "caption"})
TEXT_ONLY = frozenset({"p", "h3", "h4", "figcaption"})

#: How deep elements may lie in each other; deeper ones lose their tags. Word and web pages stay below thirty.
DEPTH_CAP = 40
#: How many marks a text may stand in at once. They are written anew in each paragraph, so they must be few.
MARKS_CAP = 8


def attributes_of(element: str) -> tuple[str, ...]:
    """The names of the attributes an element may have, in the order of writing.

    A note gets its label from the page, so it has the page's language; the paragraphs in it may have their own.
    """
    if element == "aside":
        return ATTRIBUTES[element]
    return ATTRIBUTES.get(element, ()) + COMMON_ATTRIBUTES
