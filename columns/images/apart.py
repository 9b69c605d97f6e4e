"""Apart: pictures decoded."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from .intake import opened
from .reasons import Reason, Unfit


@dataclass(frozen=True)
class Evidence:
    """What the camera wrote."""

    captured: str = ""
    latitude: float | None = None
    longitude: float | None = None
    camera: str = ""


@dataclass(frozen=True)
class Taken:
    """An upload."""

    master: bytes
    master_type: str
    width: int
    height: int
    first: bytes
    first_width: int
    first_height: int
    blur: str
    evidence: Evidence


@dataclass(frozen=True)
class Made:
    """Renditions."""

    sizes: list[tuple[int, int]]
    formats: list[str]
    files: dict[tuple[int, str], bytes]
    blur: str


def _saved(picture: Image.Image, ending: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}[ending], quality=70)
    return file.getvalue()


def _blur(picture: Image.Image) -> str:
    small = picture.resize((4, 3)).tobytes()
    return "".join(f"{value >> 4:x}" for value in small)


def _wide(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, max(1, round(picture.height * width / picture.width))))


def taken(body: bytes) -> Taken:
    """Take."""
    if not body:
        raise Unfit(Reason.KIND)
    picture = opened(body).convert("RGB")
    first = _wide(picture, min(800, picture.width))
    return Taken(
        _saved(picture, "jpg"), "jpg", *picture.size, _saved(first, "jpg"), *first.size, _blur(first), Evidence()
    )


def _cut(master: bytes, crop: tuple[int, int, int, int] | None) -> Image.Image:
    picture = opened(master).convert("RGB")
    if crop:
        w, h = picture.size
        picture = picture.crop((crop[0] * w // 1000, crop[1] * h // 1000, crop[2] * w // 1000, crop[3] * h // 1000))
    return picture


def first_of(master: bytes, crop: tuple[int, int, int, int] | None) -> tuple[bytes, int, int, str]:
    """First."""
    picture = _cut(master, crop)
    first = _wide(picture, min(800, picture.width))
    return _saved(first, "jpg"), *first.size, _blur(first)


def renditions(master: bytes, crop: tuple[int, int, int, int] | None) -> Made:
    """All."""
    picture = _cut(master, crop)
    widths = [w for w in (400, 800, 1200, 1600, 2400) if w < picture.width]
    if picture.width <= 2400:
        widths.append(picture.width)
    each = [_wide(picture, width) for width in widths]
    formats = ["avif", "webp", "jpg"]
    files = {(p.width, f): _saved(p, f) for p in each for f in formats}
    return Made([p.size for p in each], formats, files, _blur(picture))
