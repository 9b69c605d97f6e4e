"""Card: the picture of 1200 by 630 that networks and messengers show of a link to us.

A sheet of the page's paper: the column on top, the headline, and what time it was; a picture stands at the far side.
"""

from __future__ import annotations

import io
import threading

from PIL import Image, ImageDraw

from .card_words import HEIGHT, WIDTH, Card, Picture
from .intake import opened
from .letters import direction_of, settable
from .reasons import Unfit
from .typesetting import BOLD, REGULAR, Style, cut, fitted

#: Of static/css/tokens.css, the light ones.
PAPER, INK, QUIET, RULE = "#fbfaf7", "#1c1b18", "#625e56", "#ddd9cf"
ACCENT, ALERT = "#0a5a6b", "#b01f17"
#: Bytes that a card is not larger than.
CAP = 150 * 1024
MARGIN = 72
BAND = 14
PICTURE_WIDTH = 460
GAP = 56
_COLUMN, _FOOT, _FOOT_LEADING, _BETWEEN = 32, 27, 38, "  ·  "
_MARK, _MARK_WIDTH = 17, 29
_SIZES = (104, 90, 78, 70, 62, 56, 50, 45)
_SIZES_BESIDE = (68, 60, 54, 48, 43, 39)
_HEADLINE_TOP, _RULE = 152, 524
_QUALITIES = (90, 82, 72, 60, 45, 30)
#: Letters are drawn by a library that no two threads may be in at the same time with one font.
_TURN = threading.Lock()


def draw_card(card: Card, photo: bytes | None = None) -> bytes:
    """A card as a JPEG of at most CAP bytes that tells nothing but what is seen.

    `photo` is the file that `card.picture` names, one of our own. One that cannot be read is left out.
    """
    with _TURN:
        sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        picture = _cropped(photo, card.picture) if photo and card.picture else None
        is_leftwards = card.direction == "rtl"
        taken = PICTURE_WIDTH + GAP if picture else MARGIN
        left, right = (taken, WIDTH - MARGIN) if is_leftwards else (MARGIN, WIDTH - taken)
        if picture:
            sheet.paste(picture, (0 if is_leftwards else WIDTH - PICTURE_WIDTH, 0))
        _Sheet(sheet, left, right, card).write(_SIZES_BESIDE if picture else _SIZES)
        return _as_jpeg(sheet)


class _Sheet:
    """The part of a card that holds its words, between two edges."""

    def __init__(self, sheet: Image.Image, left: int, right: int, card: Card) -> None:
        self._sheet, self._left, self._right, self._card = sheet, left, right, card
        self._width = right - left
        self._is_leftwards = card.direction == "rtl"

    def write(self, sizes: tuple[int, ...]) -> None:
        """Everything that is said."""
        draw = ImageDraw.Draw(self._sheet)
        start = self._right - 96 if self._is_leftwards else self._left
        draw.rectangle((start, 0, start + 95, BAND - 1), fill=ACCENT)
        self._line(self._card.column, self._style(BOLD, _COLUMN), 94, ACCENT)
        lines = self._foot_lines()
        rule = _RULE - _FOOT_LEADING * (len(lines) - 1)
        draw.line((self._left, rule, self._right - 1, rule), fill=RULE, width=2)
        for number, line in enumerate(lines):
            self._foot_line(line, rule + 48 + _FOOT_LEADING * number, has_status=not number)
        self._headline(sizes, rule - 34 - _HEADLINE_TOP)

    def _headline(self, sizes: tuple[int, ...], height: int) -> None:
        text = settable(self._card.headline)
        if not text:
            return
        language, direction = self._card.language, direction_of(text, self._card.direction)
        lines, style = fitted(
            text, self._width, height, sizes=sizes, weight=BOLD, language=language, direction=direction
        )
        layer = Image.new("L", (self._width, height))
        for number, line in enumerate(lines):
            style.draw(layer, line, style.rise(text) + style.leading(text) * number)
        self._sheet.paste(INK, (self._left, _HEADLINE_TOP), layer)

    def _foot_lines(self) -> list[str]:
        """The times, one behind the other as long as there is room; the status stands before the first."""
        style, room = self._style(REGULAR, _FOOT), self._width - self._status_width()
        lines = [""]
        for time in filter(None, map(settable, self._card.times)):
            longer = f"{lines[-1]}{_BETWEEN}{time}" if lines[-1] else time
            if style.width(longer) <= room or lines == [""]:
                lines[-1] = longer
            else:
                lines.append(time)
                room = self._width
        return lines[:2]

    def _foot_line(self, times: str, baseline: int, *, has_status: bool) -> None:
        indent = 0
        if has_status and (status := settable(self._card.status)):
            colour = ALERT if self._card.is_live else QUIET
            self._mark(baseline, colour)
            self._line(status, self._style(BOLD, _FOOT), baseline, colour, _MARK_WIDTH)
            indent = self._status_width()
        self._line(times, self._style(REGULAR, _FOOT), baseline, QUIET, indent)

    def _status_width(self) -> int:
        status = settable(self._card.status)
        # Whatever it says, there is room for a time behind it.
        width = min(self._style(BOLD, _FOOT).width(status), self._width // 2) if status else 0
        return _MARK_WIDTH + width + 28 if status else 0

    def _mark(self, baseline: int, colour: str) -> None:
        """A dot where it goes on, an empty square where it has ended: the marks of the page."""
        left = self._right - _MARK if self._is_leftwards else self._left
        fine = Image.new("L", (4 * _MARK, 4 * _MARK))  # made smaller, its edge is smooth
        draw, box = ImageDraw.Draw(fine), (0, 0, 4 * _MARK - 1, 4 * _MARK - 1)
        if self._card.is_live:
            draw.ellipse(box, fill=255)
        else:
            draw.rectangle(box, outline=255, width=16)
        self._sheet.paste(colour, (left, baseline - _MARK - 2), fine.reduce(4))

    def _line(self, text: str, style: Style, baseline: int, colour: str, indent: int = 0) -> None:
        """One line from the side where the column's language begins; cut if it is too long."""
        width, rise = self._width - indent, round(1.4 * style.size)
        if line := cut(settable(text), width, style):
            layer = Image.new("L", (width, 2 * style.size))
            style.draw(layer, line, rise)
            left = self._left if self._is_leftwards else self._left + indent
            self._sheet.paste(colour, (left, baseline - rise), layer)

    def _style(self, weight: str, size: int) -> Style:
        return Style(weight, size, self._card.direction, self._card.language)


def _cropped(photo: bytes, picture: Picture) -> Image.Image | None:
    """As much of a picture as its place takes, round the point that is to be seen."""
    try:
        whole = opened(photo, longest=2 * HEIGHT).convert("RGB")
    except Unfit:
        return None
    scale = max(PICTURE_WIDTH / whole.width, HEIGHT / whole.height)
    width, height = PICTURE_WIDTH / scale, HEIGHT / scale
    left = _within(picture.focus_x / 100 * whole.width - width / 2, whole.width - width)
    top = _within(picture.focus_y / 100 * whole.height - height / 2, whole.height - height)
    box = (left, top, min(left + width, whole.width), min(top + height, whole.height))
    return whole.resize((PICTURE_WIDTH, HEIGHT), Image.Resampling.LANCZOS, box)


def _within(start: float, most: float) -> float:
    return max(0.0, min(start, most))


def _as_jpeg(sheet: Image.Image) -> bytes:
    """As good as its cap allows, in colours as fine as the letters are."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        sheet.save(file, "JPEG", quality=quality, subsampling=0 if quality > 60 else 2, optimize=True, progressive=True)
        if file.tell() <= CAP:
            break
    return file.getvalue()
