"""Gives sanitised HTML its final shape: blocks that hold text, text that holds marks, never the other way round.

It reads what the sanitiser wrote (well-formed, allow-listed) and writes it anew from the policy: a second wall,
and the reason why a text that has been through once comes out of the next time unchanged.

A block is written only when text follows in it, so a paragraph of spaces never appears. Text that lies in no block
gets a paragraph; blank lines in it divide paragraphs.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .embedded import Held, is_embed
from .pictured import HeldGallery, is_gallery
from .plain import strip_controls
from .policy import IN_NOTE, MARKS, TAKES_TEXT, TEXT_ONLY
from .running_text import Mark, RunningText
from .tags import Attributes, start_tag

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LISTS = frozenset({"ul", "ol"})


def shape(html: str) -> str:
    """The final form of HTML that the sanitiser wrote."""
    shaper = _Shaper()
    shaper.feed(html)
    shaper.close()
    return shaper.finish()


@dataclass(eq=False)
class _Block:
    """An open block: its name, its start tag, whether we supplied it, whether it is written, what blocks it holds."""

    name: str
    start: str
    supplied: bool
    written: bool = False
    holds: list[str] = field(default_factory=list)


class _Shaper(HTMLParser):
    """Reads elements as they nest in the source and writes them as they may nest in a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.source: list[_Block | Mark | None] = []  # as in the source; None: the element is passed over
        self.blocks: list[_Block] = []
        self.running = RunningText(self.out)
        self.held: Held | HeldGallery | None = None

    @property
    def around(self) -> str:
        """The name of the innermost block."""
        return self.blocks[-1].name if self.blocks else ""

    @property
    def in_note(self) -> bool:
        """Whether one of the open blocks is a note: it lies in no other block."""
        return bool(self.blocks) and self.blocks[0].name == "aside"

    # Reading

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.held and self.held.start(tag, attrs):
            return
        self.let_go()
        if is_embed(tag, attrs):
            self.held = Held()
        elif is_gallery(tag, attrs):
            self.held = HeldGallery()
        elif tag == "br":
            self.running.pause("<br>")
        elif tag == "hr":
            self.make_room_for(tag)
            if not self.in_note:
                self.write_blocks(tag)
                self.out.append("<hr>")
        elif tag in MARKS:
            self.source.append(self.running.enter(tag, attrs))
        else:
            self.source.append(self.begin_block(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.held:
            if tag != "figure":
                self.held.end(tag)
                return
            if self.write_held(self.held.figure):
                self.held = None
                return
            self.let_go()
        element = self.source.pop()
        if isinstance(element, Mark):
            self.running.leave(element)
        elif element in self.blocks:
            self.end_block(element)
        elif tag not in MARKS:
            self.running.pause(" ")

    def handle_data(self, data: str) -> None:
        if self.held and self.held.say(data):
            return
        self.let_go()
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

    # Writing

    def write_held(self, figure: str) -> bool:
        """Write an embed or a gallery between the blocks of the text. Whether it could: it is one, and lies in none."""
        nested = any(block.name not in TEXT_ONLY and not block.supplied for block in self.blocks)
        if not figure or nested:
            return False
        self.running.end()
        while self.blocks:
            self.end_block(self.blocks[0])
        self.out.append(figure)
        return True

    def let_go(self) -> None:
        """What was held back is none: pass over its start tag, and read what it holds."""
        held, self.held = self.held, None
        if not held:
            return
        self.source.append(None)
        for kind, what, attrs in held.parts:
            if kind == "start":
                self.handle_starttag(what, attrs)
            elif kind == "end":
                self.handle_endtag(what)
            else:
                self.handle_data(what)

    def begin_block(self, name: str, attrs: Attributes) -> _Block | None:
        if name == "p" and self.around in TEXT_ONLY - {"p"}:
            self.running.pause(" ")
            return None
        self.make_room_for(name)
        if name == "figure" and ("class", "quote") not in attrs:
            return None
        if (name == "li" and self.around not in _LISTS) or (name == "figcaption" and self.around != "figure"):
            name = "p"
        if name == "aside" and (self.blocks or ("class", "note") not in attrs):
            name = "p"
        if self.in_note and name not in IN_NOTE:
            if name not in TAKES_TEXT:
                return None
            name = "p"
        block = self.push(name, [each for each in attrs if each != ("class", "translator") or self.after_translation])
        if name in ("td", "th"):  # an empty cell holds the place of its column
            self.write_blocks()
        return block

    @property
    def after_translation(self) -> bool:
        """Whether what comes next stands in a quotation, right behind the words quoted and their translation."""
        return self.around == "figure" and self.blocks[-1].holds == ["blockquote", "blockquote"]

    def make_room_for(self, name: str) -> None:
        """End what cannot hold a block, and supply the list item that a block in a list needs."""
        self.running.end()
        while self.blocks and (self.around in TEXT_ONLY or (self.blocks[-1].supplied and name == "li")):
            self.end_block(self.blocks[-1])
        if self.around in _LISTS and name != "li":
            self.push("li", supplied=True)

    def push(self, name: str, attrs: Attributes | None = None, *, supplied: bool = False) -> _Block:
        self.blocks.append(_Block(name, start_tag(name, attrs or []), supplied))
        return self.blocks[-1]

    def end_block(self, block: _Block) -> None:
        """End a block and all that is still open in it."""
        self.running.end()
        last = None
        while last is not block:
            last = self.blocks.pop()
            if last.written:
                self.out.append(f"</{last.name}>")

    def write_blocks(self, inmost: str = "") -> None:
        """Write the start tags that are due. `inmost`: what is about to be written in them and has no end."""
        for outer, block in zip([None, *self.blocks], self.blocks, strict=False):
            if not block.written:
                self.out.append(block.start)
                block.written = True
                if outer:
                    outer.holds.append(block.name)
        if inmost and self.blocks:
            self.blocks[-1].holds.append(inmost)

    def say(self, text: str) -> None:
        if not text.strip():
            self.running.pause(text)
            return
        if self.around not in TAKES_TEXT:
            self.running.end()
            self.push("li" if self.around in _LISTS else "p", supplied=True)
        self.write_blocks()
        self.running.say(text)
