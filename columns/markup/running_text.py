"""The text of one block and the marks in it: bold, links, languages.

A mark is written only when text follows in it, so bold around nothing never appears; and it ends with its block,
so that a block never lies in a mark. One that goes on in the next block begins there anew.
"""

from dataclasses import dataclass
from html import escape

from .plain import composed
from .policy import FORMATTING, MARKS_CAP
from .tags import Attributes, start_tag


@dataclass(frozen=True, eq=False)
class Mark:
    """An element in running text."""

    name: str
    start: str

    def goes_on_in(self, other: "Mark") -> bool:
        """Whether text in `other` may follow without a new start tag: bold behind bold is the same bold."""
        return self is other or (self.start == other.start and self.name in FORMATTING)


class RunningText:
    """Writes text and marks to `out`, which it shares with the one who writes the blocks."""

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self.marks: list[Mark] = []  # those the text at hand stands in
        self.written: list[Mark] = []  # those whose start tags are written
        self.text: list[str] = []
        self.gap: list[str] = []  # spaces and line breaks, written once text follows
        self.said = False

    def enter(self, name: str, attributes: Attributes) -> Mark | None:
        """Begin a mark. None if it would say nothing: a link without an address, bold within bold."""
        start = start_tag(name, attributes)
        nested = name not in ("span", "bdi") and any(mark.name == name for mark in self.marks)
        if nested or start in ("<a>", "<span>") or len(self.marks) >= MARKS_CAP:
            return None
        self.marks.append(Mark(name, start))
        return self.marks[-1]

    def leave(self, mark: Mark) -> None:
        self.marks.remove(mark)

    def pause(self, piece: str) -> None:
        """White space, or a line break: they count only between words."""
        self.gap.append(piece)

    def say(self, text: str) -> None:
        shared = 0
        for before, now in zip(self.written, self.marks, strict=False):
            if not before.goes_on_in(now):
                break
            shared += 1
        self._close(shared)
        self._write_gap()
        for mark in self.marks[shared:]:
            self._write_text()
            self.out.append(mark.start)
            self.written.append(mark)
        self.text.append(text)
        self.said = True

    def end(self) -> None:
        """The edge of a block."""
        self._close(0)
        self._write_text()
        self.gap.clear()
        self.said = False

    def _close(self, keep: int) -> None:
        while len(self.written) > keep:
            self._write_text()
            self.out.append(f"</{self.written.pop().name}>")

    def _write_gap(self) -> None:
        for piece in self.gap if self.said else ():
            if piece == "<br>":
                self._write_text()
                self.out.append(piece)
            else:
                self.text.append(piece)
        self.gap.clear()

    def _write_text(self) -> None:
        if not self.text:
            return
        text = escape(composed("".join(self.text)), quote=False)
        # Composed with a `>` before it, this one overlay (≯) would swallow the end of a tag.
        self.out.append(text.replace("\u0338", "&#824;"))
        self.text.clear()
