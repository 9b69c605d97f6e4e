"""Renditions: a master in all sizes and formats that readers get, as much of it as an editor's crop leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from . import checked
from .apart import Task, apart
from .geometry import Box, Size, is_crop, sizes_of
from .specs import FIRST, FORMATS

_RECUT = Task("recut", processor=15, clock=20)
_RENDER = Task("render", processor=60, clock=90, nice=10)
#: Bytes of what a child hands back: more than it ever makes.
_CAP = 12 * 1024 * 1024


class First(NamedTuple):
    """The JPEG that is there at once, its size, and the colours until it is."""

    content: bytes
    width: int
    height: int
    blur: str


@dataclass(frozen=True, slots=True)
class Made:
    """All renditions of one picture: one file for each size in each of specs.FORMATS, by its width."""

    #: The smallest first.
    sizes: list[Size]
    files: dict[tuple[int, str], bytes]
    blur: str


def first_of(master: bytes, crop: Box | None = None) -> First:
    """What readers see of a picture at once. `crop` is in thousandths. Raises Unfit, and ValueError on no crop."""
    _check(crop)
    return apart(_RECUT, master, _first, crop=crop)


def renditions(master: bytes, crop: Box | None = None) -> Made:
    """All that readers may ever see of it; a second or some. Raises Unfit, and ValueError on what is no crop."""
    _check(crop)
    return apart(_RENDER, master, _made, crop=crop)


def _check(crop: Box | None) -> None:
    if crop is not None and not is_crop(crop):
        raise ValueError(f"{crop} is no crop: thousandths of the picture: left, top, right, bottom")


def _first(said: dict[str, Any], files: list[bytes]) -> First:
    (content,) = files
    return First(
        content=checked.picture(content, "jpg", _CAP),
        width=checked.side(said["width"], FIRST),
        height=checked.side(said["height"]),
        blur=checked.blur(said["blur"]),
    )


def _made(said: dict[str, Any], files: list[bytes]) -> Made:
    # Which sizes there are and what they are called is for us to say. Only the pixels are the child's.
    sizes = sizes_of((checked.side(said["width"]), checked.side(said["height"])))
    names = [(width, format) for width, _ in sizes for format in FORMATS]
    each = zip(names, files, strict=True)
    checked_files = {name: checked.picture(file, name[1], _CAP) for name, file in each}
    return Made(sizes, checked_files, checked.blur(said["blur"]))
