"""Gives sanitised HTML its final shape: blocks that hold text, text that holds marks, never the other way round.

It reads what the sanitiser wrote (well-formed, allow-listed) and writes it anew from the policy: a second wall,
and the reason why a text that has been through once comes out of the next time unchanged.

Start tags are written only when text follows, so what is empty (a paragraph of spaces, bold around nothing)
never appears. Text that lies in no block gets a paragraph; blank lines in it divide paragraphs.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from unicodedata import normalize

from .plain import strip_controls
from .policy import MARKS, MARKS_CAP, TAKES_TEXT, TEXT_ONLY
from .tags import Attributes, start_tag

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HEADINGS_AND_CAPTIONS = TEXT_ONLY - {"p"}


def shape(html: str) -> str:
    """The final form of HTML that the sanitiser wrote."""
    shaper = _Shaper()
    shaper.feed(html)
    shaper.close()
    return shaper.finish()


@dataclass(eq=False)
class _Element:
    """An open element: its name, its start tag, whether that is written, whether we supplied the element."""

    name: str
    start: str
    written: bool = False
    supplied: bool = False


class _Shaper(HTMLParser):
    """Reads elements as they nest in the source and writes blocks and marks as they may nest in a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.source: list[_Element | None] = []  # as in the source; None: the element is passed over
        self.blocks: list[_Element] = []
        self.marks: list[_Element] = []  # those the text at hand stands in
        self.written: list[_Element] = []  # those whose start tags are written
        self.text: list[str] = []
        self.gap: list[str] = []  # spaces and line breaks, written once text follows
        self.said = False  # has text been written since the last edge of a block?

    # Reading

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "br":
            self.gap.append("<br>")
        elif tag == "hr":
            self.make_room_for(tag)
            self.write_blocks()
            self.out.append("<hr>")
        elif tag in MARKS:
            self.source.append(self.begin_mark(tag, attrs))
        else:
            self.source.append(self.begin_block(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        element = self.source.pop() if self.source else None
        if element in self.marks:
            self.marks.remove(element)
        elif element in self.blocks:
            self.end_block(element)
        elif element is None and tag not in MARKS:
            self.gap.append(" ")

    def handle_data(self, data: str) -> None:
        data = strip_controls(data)
        loose = all(block.supplied for block in self.blocks)
        for number, part in enumerate(_BLANK_LINE.split(data) if loose else [data]):
            if number and self.blocks:
                self.end_block(self.blocks[0])
            self.say(part)

    def finish(self) -> str:
        while self.blocks:
            self.end_block(self.blocks[0])
        return "".join(self.out)

    # Blocks

    def begin_block(self, name: str, attrs: Attributes) -> _Element | None:
        if name == "p" and self.blocks and self.blocks[-1].name in _HEADINGS_AND_CAPTIONS:
            self.gap.append(" ")
            return None
        self.make_room_for(name)
        around = self.blocks[-1].name if self.blocks else ""
        if name == "figure" and ("class", "quote") not in attrs:
            return None
        if (name == "li" and around not in ("ul", "ol")) or (name == "figcaption" and around != "figure"):
            name = "p"
        block = self.push(name, attrs)
        if name in ("td", "th"):
            self.write_blocks()
        return block

    def make_room_for(self, name: str) -> None:
        """End what cannot hold a block, and supply the list item that a block in a list needs."""
        self.edge()
        while self.blocks and (
            self.blocks[-1].name in TEXT_ONLY or (self.blocks[-1].supplied and name == "li")
        ):
            self.end_block(self.blocks[-1])
        if self.blocks and self.blocks[-1].name in ("ul", "ol") and name != "li":
            self.push("li", supplied=True)

    def push(self, name: str, attrs: Attributes | None = None, *, supplied: bool = False) -> _Element:
        block = _Element(name, start_tag(name, attrs or []), supplied=supplied)
        self.blocks.append(block)
        return block

    def end_block(self, block: _Element) -> None:
        self.edge()
        while True:
            last = self.blocks.pop()
            if last.written:
                self.out.append(f"</{last.name}>")
            if last is block:
                return

    def edge(self) -> None:
        """The edge of a block: marks end here, spaces before and behind it do not count."""
        self.close_marks(0)
        self.gap.clear()
        self.said = False

    def write_blocks(self) -> None:
        for block in self.blocks:
            if not block.written:
                self.out.append(block.start)
                block.written = True

    # Text and marks

    def begin_mark(self, name: str, attrs: Attributes) -> _Element | None:
        start = start_tag(name, attrs)
        nested = name not in ("span", "bdi") and any(mark.name == name for mark in self.marks)
        if nested or start in ("<a>", "<span>") or len(self.marks) >= MARKS_CAP:
            return None
        mark = _Element(name, start)
        self.marks.append(mark)
        return mark

    def say(self, text: str) -> None:
        if not text.strip():
            self.gap.append(text)
            return
        if not self.blocks or self.blocks[-1].name not in TAKES_TEXT:
            self.edge()
            in_list = self.blocks and self.blocks[-1].name in ("ul", "ol")
            self.push("li" if in_list else "p", supplied=True)
        self.write_blocks()
        self.write_gap()
        self.write_marks()
        self.text.append(text)
        self.said = True

    def write_gap(self) -> None:
        for piece in self.gap if self.said else ():
            if piece == "<br>":
                self.write_text()
                self.out.append(piece)
            else:
                self.text.append(piece)
        self.gap.clear()

    def write_marks(self) -> None:
        """Close the marks the text has left, open those it has entered."""
        shared = 0
        for before, now in zip(self.written, self.marks, strict=False):
            if before is not now:
                break
            shared += 1
        self.close_marks(shared)
        for mark in self.marks[shared:]:
            self.write_text()
            self.out.append(mark.start)
            self.written.append(mark)

    def close_marks(self, keep: int) -> None:
        self.write_text()
        while len(self.written) > keep:
            self.out.append(f"</{self.written.pop().name}>")

    def write_text(self) -> None:
        text = escape(normalize("NFC", "".join(self.text)), quote=False)
        # Composed with a `>` before it, this one overlay (≯) would swallow the end of a tag.
        self.out.append(text.replace("\u0338", "&#824;"))
        self.text.clear()

