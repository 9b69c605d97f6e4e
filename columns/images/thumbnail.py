"""Thumbnail: a small picture of our own, made from a stranger's."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass

from PIL import Image

from .intake import opened
from .reasons import Reason, Unfit

#: Anything less is no picture, but a pixel that counts readers.
SMALLEST = 16
#: Bytes that it should not be larger than: it is coarser if it has to.
CAP = 60 * 1024
_QUALITIES = (80, 65, 50, 35)
#: One picture at a time: a large one takes some 300 MB, and a stranger may send several.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A JPEG and its size in pixels."""

    content: bytes
    width: int
    height: int


def thumbnail(body: bytes, *, largest: int = 640) -> Thumbnail:
    """The picture in `body`, no side longer than `largest`, what is transparent in it white. Raises Unfit."""
    with _TURN:
        picture = _on_white(opened(body, enough=largest))
        picture.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2)
    if min(picture.size) < SMALLEST:
        raise Unfit(Reason.TOO_SMALL)
    coded = (_as_jpeg(picture, quality) for quality in _QUALITIES)
    content = next((each for each in coded if len(each) <= CAP), None) or _as_jpeg(picture, _QUALITIES[-1])
    return Thumbnail(content, *picture.size)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _as_jpeg(picture: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
    return file.getvalue()
