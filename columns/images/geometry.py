"""Geometry: which pixels of a picture are shown, and how large. Numbers only."""

from __future__ import annotations

from .specs import WIDTHS

Size = tuple[int, int]
#: Left, top, right, bottom.
Box = tuple[int, int, int, int]

THOUSAND = 1000


def is_crop(crop: Box) -> bool:
    """Whether it can be one: thousandths of the picture, and something between them."""
    left, top, right, bottom = crop
    return 0 <= left < right <= THOUSAND and 0 <= top < bottom <= THOUSAND


def cropped(size: Size, crop: Box | None) -> Box:
    """The pixels that a crop leaves of a picture, one at the least."""
    width, height = size
    if crop is None:
        return 0, 0, width, height
    left, right = _between(crop[0], crop[2], width)
    top, bottom = _between(crop[1], crop[3], height)
    return left, top, right, bottom


def _between(begin: int, end: int, length: int) -> tuple[int, int]:
    first = min(round(begin * length / THOUSAND), length - 1)
    return first, max(round(end * length / THOUSAND), first + 1)


def fitted(size: Size, longest: int) -> Size:
    """A size of the same shape, no side longer than that. It never grows."""
    return _scaled(size, min(1.0, longest / max(size)))


def narrowed(size: Size, width: int) -> Size:
    """A size of the same shape, no wider than that. It never grows."""
    return _scaled(size, min(1.0, width / size[0]))


def _scaled(size: Size, share: float) -> Size:
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def sizes_of(size: Size) -> list[Size]:
    """The sizes in which a picture is shown, the smallest first: the usual widths, and its own up to the largest."""
    own = min(size[0], WIDTHS[-1])
    return [narrowed(size, width) for width in (*(each for each in WIDTHS if each < own), own)]
