"""Takes the weight off pasted HTML, in one pass, before anything is measured or parsed.

Word processors and web pages put a hundred times a text's weight around it: style sheets, class names, comments
for one browser, pictures as base64. What is left after this pass is text, and elements and attributes of the policy.
It makes texts light, not safe: the sanitiser runs behind it and trusts nothing of it.

Everything is linear: a search that fails once is not made again.
"""

import re
from collections import defaultdict
from html import escape, unescape

from .links import safe_url
from .policy import (
    ADDRESSES,
    CLASSES,
    CODE,
    DEPTH_CAP,
    DIRECTED,
    ELEMENTS,
    RENAMED,
    TABLE_PARTS,
    UNSEEN,
    attributes_of,
)

# One tag, as a browser delimits it. Possessive quantifiers (`++`) never step back.
_TAG = re.compile(
    r"""<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*+)
    (?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+)*+)>""",
    re.VERBOSE,
)
_TAG_BEGINS = re.compile(r"</?[A-Za-z]")
_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+))?+)?+""")
_COMMENT_END = re.compile(r"--!?>")
# A document copied from an online word processor lies whole in one <b> that is not bold.
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|400)", re.IGNORECASE)
# Directions are written here already, so that they are measured.
_PARAGRAPH = '<p dir="auto">'
_CELLS = frozenset({"td", "th", "caption"})
# Of two that begin at the same place, the first would be empty.
_FALLS_SHUT = frozenset({"p", "li"})
# Elements whose end a browser supplies; they cannot lie in themselves, so they do not count as depth.
_SELF_ENDING = frozenset({"p", "li", "td", "th", "tr", "tbody", "thead", "caption", "br", "hr"})


def lighten(html: str) -> str:
    """The same text with nothing around it but elements and attributes that the policy knows."""
    return _Pass(html).run()


class _Pass:
    """One walk through a text: where it is, what it has written, which elements it has left open."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.out: list[str] = []
        self.depth = 0
        self.open: dict[str, list[bool]] = defaultdict(list)  # by name: was the start tag kept?
        self.asides: list[str] = []  # what those that are open have become
        self.endless: set[str] = set()
        self.between_cells = False
        self.in_paragraph = False

    def run(self) -> str:
        while (angle := self.html.find("<", self.at)) >= 0:
            self.text(angle)
            if not self.step():
                break
        self.text(len(self.html))
        return "".join(self.out)

    def text(self, end: int) -> None:
        """Write the text up to `end`, escaped in one way only: dropping a tag never builds a new one."""
        if end > self.at:
            text = escape(unescape(self.html[self.at : end]), quote=False)
            if text.strip():
                self.need_cell()
            self.out.append(text)
        self.at = end

    def step(self) -> bool:
        """Pass what begins at an angle bracket. False: a tag that never ends; all the rest is text."""
        if self.html.startswith("<!--", self.at):
            ending = _COMMENT_END.search(self.html, self.at + 2)
            self.at = ending.end() if ending else len(self.html)
        elif self.html.startswith(("<!", "<?"), self.at):
            closing = self.html.find(">", self.at)
            self.at = closing + 1 if closing >= 0 else len(self.html)
        elif tag := _TAG.match(self.html, self.at):
            self.at = tag.end()
            self.tag(tag["name"].lower(), tag["attributes"], ends=bool(tag["slash"]))
        elif _TAG_BEGINS.match(self.html, self.at):
            return False
        else:
            self.text(self.at + 1)
        return True

    def tag(self, name: str, attributes: str, *, ends: bool) -> None:
        element = self.aside(attributes, ends=ends) if name == "aside" else RENAMED.get(name, name)
        if name in UNSEEN and not ends:
            self.skip(name, alone=attributes.endswith("/"))
        elif element not in ELEMENTS:
            return
        elif ends:
            self.end(element)
        else:
            self.start(element, _kept(element, attributes), wanted=not (name == "b" and _NOT_BOLD.search(attributes)))

    def aside(self, attributes: str, *, ends: bool) -> str:
        """A note stays what it is; another aside becomes a paragraph, as all sections do."""
        if ends:
            return self.asides.pop() if self.asides else "p"
        self.asides.append("aside" if _kept("aside", attributes) else "p")
        return self.asides[-1]

    def skip(self, name: str, *, alone: bool) -> None:
        """Go behind the end of an element that is dropped whole. `alone`: written as `<x/>`, which ends no code."""
        if name not in CODE and (alone or name in self.endless):
            return
        if ending := re.compile(rf"</{name}[^<>]*>", re.IGNORECASE).search(self.html, self.at):
            self.at = ending.end()
        elif name in CODE:
            self.at = len(self.html)
        else:
            self.endless.add(name)

    def start(self, element: str, attributes: str, *, wanted: bool) -> None:
        if element not in _SELF_ENDING:
            bare_span = element == "span" and not attributes
            wanted = wanted and not bare_span and self.depth < DEPTH_CAP
            self.open[element].append(wanted)
            self.depth += wanted
        if not wanted or (element == "br" and self.out[-2:] == ["<br>", "<br>"]):
            return
        if element in TABLE_PARTS:
            self.between_cells = element not in _CELLS
        else:
            self.need_cell()
        self.in_paragraph |= element == "p"
        if element in _FALLS_SHUT and self.begins(element):
            self.out.pop()
        self.out.append(f"<{element}{attributes}>")

    def end(self, element: str) -> None:
        if element not in _SELF_ENDING:
            kept = self.open[element].pop() if self.open[element] else False
            self.depth -= kept
            if not kept:
                return
        if element in TABLE_PARTS:
            self.between_cells = element != "table"
        if element == "p" and not self.in_paragraph:
            self.break_paragraph()
        else:
            self.in_paragraph &= element != "p"
            self.out.append(f"</{element}>")

    def break_paragraph(self) -> None:
        """What a section's end means when its text has ended before: a new paragraph, unless one has just begun."""
        if not self.begins("p"):
            self.out.append(_PARAGRAPH)

    def begins(self, element: str) -> bool:
        """Whether the last thing written is a start tag of this element."""
        return bool(self.out) and self.out[-1].startswith(f"<{element} ")

    def need_cell(self) -> None:
        """Give what lies between the cells of a table a cell. A parser would move it before the table, at a cost
        that grows with the square of its length."""
        if self.between_cells:
            self.out.append("<td>")
            self.between_cells = False


def _kept(element: str, attributes: str) -> str:
    """The attributes that the policy knows, written anew; the first of a name counts, as in a browser."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        found.setdefault(name.lower(), unescape("".join(values)))
    if element in DIRECTED:
        found.setdefault("dir", "auto")
    if found.get("class") not in CLASSES.get(element, ()):
        found.pop("class", None)
    kept = {name: found[name] for name in attributes_of(element) if name in found}
    return "".join(
        f' {name}="{escape(value)}"' for name, value in kept.items() if name not in ADDRESSES or safe_url(value)
    )
