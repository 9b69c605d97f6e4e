"""Coding: plain pixels become a file, with nothing in it but them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image

from .specs import FAST, FIRST_CAP, MASTER_QUALITY, QUALITIES, SLOW, SLOW_UP_TO, Quality


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """A JPEG that comes into view as a whole."""
    return _saved(picture, "JPEG", quality=quality, progressive=True, optimize=True)


def as_webp(picture: Image.Image, quality: int) -> bytes:
    """A WebP."""
    return _saved(picture, "WEBP", quality=quality, method=4)


def as_avif(picture: Image.Image, quality: int) -> bytes:
    """An AVIF."""
    speed = SLOW if picture.width <= SLOW_UP_TO else FAST
    return _saved(picture, "AVIF", quality=quality, speed=speed, max_threads=2)


def as_master(picture: Image.Image) -> bytes:
    """A JPEG for us to make others from."""
    return _saved(picture, "JPEG", quality=MASTER_QUALITY, subsampling=0)


def as_png(picture: Image.Image) -> bytes:
    """A PNG: without loss."""
    return _saved(picture, "PNG")


def in_each_format(picture: Image.Image, quality: Quality) -> list[bytes]:
    """One file for each of the FORMATS, in their order."""
    return [
        as_avif(picture, quality.avif),
        as_webp(picture, quality.webp),
        as_jpeg(picture, quality.jpg),
    ]


def light_jpeg(picture: Image.Image, qualities: Iterable[int], cap: int) -> bytes:
    """The best JPEG within so many bytes; the coarsest if none is."""
    coded = b""
    for quality in qualities:
        coded = as_jpeg(picture, quality)
        if len(coded) <= cap:
            break
    return coded


def light_enough(first: Image.Image) -> tuple[Quality, bytes]:
    """The best quality that makes a light JPEG of the first rendition, or else the coarsest; and that JPEG."""
    for quality in QUALITIES:
        coded = as_jpeg(first, quality.jpg)
        if len(coded) <= FIRST_CAP:
            break
    return quality, coded


def _saved(picture: Image.Image, format: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()
