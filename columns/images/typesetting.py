"""Typesetting: lines of any of the scripts that cards are set in, broken and shrunk until they fit, and drawn.

One line may mix scripts and directions. So the letters of all of them lie in one file for each weight
(`fonts/*/VENDOR.txt`): raqm then shapes a line and puts it in order (Unicode's bidirectional algorithm) in one piece,
which it can do within one font only.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from . import letters

REGULAR, BOLD = "Regular", "Bold"
ELLIPSIS = "…"
#: Lines are drawn so much larger and made smaller then: letters stand where they should, and not on whole pixels.
_FINE = 2
#: From baseline to baseline, of the size of the letters. Arabic stacks its marks higher and lower.
_LEADING = 1.22
_ARABIC_LEADING = 1.5
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


@functools.lru_cache(64)
def _font(weight: str, size: int, is_shaped: bool) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if is_shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(letters.FONTS / f"NotoCard-{weight}.ttf", size, layout_engine=engine)


@dataclass(frozen=True)
class Style:
    """How a line is set: weight and size of its letters, its direction, and the language that it is in."""

    weight: str
    size: int
    direction: str
    language: str

    def width(self, text: str) -> int:
        """How wide a line is, in pixels."""
        left, right = self._reach(text)
        taken = self._font.getlength(text, "", self._direction, None, self._language)
        return math.ceil(max(right - left, taken) / _FINE)

    def leading(self, text: str) -> int:
        """From one baseline to the next."""
        return round(self.size * (_ARABIC_LEADING if _ARABIC.search(text) else _LEADING))

    def rise(self, text: str) -> int:
        """From the top of the first line to its baseline."""
        return round(self.size * (1.1 if _ARABIC.search(text) else 0.95))

    def draw(self, layer: Image.Image, text: str, baseline: int) -> None:
        """Draw a line on a mask, from the side where it begins."""
        left, right = self._reach(text)
        fine = Image.new("L", (_FINE * layer.width, _FINE * layer.height))
        at = fine.width - right if self.direction == "rtl" else -left, _FINE * baseline
        ImageDraw.Draw(fine).text(
            at, text, 255, self._font, self._anchor, direction=self._direction, language=self._language
        )
        layer.paste(255, mask=fine.reduce(_FINE))

    def _reach(self, text: str) -> tuple[int, int]:
        """How far its letters reach to the left and right of where it begins: a tail may go beyond its own place.

        In fine pixels.
        """
        font = self._font
        left, _, right, _ = font.getbbox(text, "", self._direction, None, self._language, anchor=self._anchor)
        return math.floor(min(left, 0)), math.ceil(max(right, 0))

    @property
    def _anchor(self) -> str:
        return "rs" if self.direction == "rtl" else "ls"

    @property
    def _font(self) -> ImageFont.FreeTypeFont:
        return _font(self.weight, _FINE * self.size, letters.can_shape())

    # Of a line that is not shaped, neither may be named.
    @property
    def _direction(self) -> str | None:
        return self.direction if letters.can_shape() else None

    @property
    def _language(self) -> str | None:
        return self.language if letters.can_shape() else None


def fitted(
    text: str, width: int, height: int, *, sizes: tuple[int, ...], weight: str, language: str, direction: str
) -> tuple[list[str], Style]:
    """The lines of a text and the largest of the `sizes` at which they fit; cut at a word if they do not at the last.

    `text` must be settable, and `sizes` descend.
    """
    for size in sizes:
        style = Style(weight, size, direction, language)
        room = max(1, height // style.leading(text))
        if size != sizes[-1] and style.width(text) > room * width:
            continue  # far too large: it need not be tried
        lines = list(itertools.islice(_broken(text, width, style), room + 1))
        if len(lines) <= room:
            return _balanced(text, lines, width, style), style
    return [*lines[: room - 1], cut(" ".join(lines[room - 1 :]), width, style)], style


def _balanced(text: str, lines: list[str], width: int, style: Style) -> list[str]:
    """As many lines, about as long as each other, so that no word is left alone on the last."""
    for narrower in range(width - width // 16, width // 2, -(width // 16) or -1):
        tried = list(itertools.islice(_broken(text, narrower, style), len(lines) + 1))
        if len(tried) > len(lines) or sum(map(len, lines)) != sum(map(len, tried)):
            break  # one more line, or a word that had to be broken
        lines = tried
    return lines


def cut(text: str, width: int, style: Style) -> str:
    """The line, if it is no wider than that; else its first words and an ellipsis."""
    if not text or style.width(text) <= width:
        return text
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        line = " ".join(words[:count]).rstrip(" ,;:—–-") + ELLIPSIS
        if style.width(line) <= width:
            return line
    clusters = list(_clusters(words[0]))
    while clusters and style.width("".join(clusters) + ELLIPSIS) > width:
        clusters.pop()
    return "".join(clusters) + ELLIPSIS


def _broken(text: str, width: int, style: Style) -> Iterator[str]:
    """The text in lines, broken between words; a word that is wider than a line, wherever it must be."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if style.width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in _clusters(word):
            if line and style.width(line + letter) > width:
                yield line
                line = ""
            line += letter
    if line:
        yield line


def _clusters(word: str) -> Iterator[str]:
    """The letters of a word, each with the marks that stand on it."""
    cluster = ""
    for char in word:
        if cluster and not unicodedata.combining(char) and unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            yield cluster
            cluster = ""
        cluster += char
    yield cluster
