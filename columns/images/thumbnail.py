"""Thumbnail: a small picture of our own, made from a stranger's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import checked
from .apart import Task, apart

_SHRINK = Task("shrink", processor=15, clock=20)
#: Bytes of what a child hands back: more than it ever makes.
_CAP = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A JPEG and its size in pixels."""

    content: bytes
    width: int
    height: int


def thumbnail(body: bytes, *, largest: int = 640) -> Thumbnail:
    """The picture in `body`, no side longer than `largest`, what is transparent in it white. Raises Unfit."""

    def shrunk(said: dict[str, Any], files: list[bytes]) -> Thumbnail:
        (content,) = files
        width, height = checked.side(said["width"], largest), checked.side(said["height"], largest)
        return Thumbnail(checked.picture(content, "jpg", _CAP), width, height)

    return apart(_SHRINK, body, shrunk, longest=largest)
