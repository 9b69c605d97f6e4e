"""Pictures drawn for a test, and the bytes of files around them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

SECRET = b"50.4501 30.5234 a source"


def drawn(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red above, blue below, in any mode that can show it."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    return image.convert(mode)


def filed(image: Image.Image, format: str, **options: Any) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def photographed(width: int, height: int) -> Image.Image:
    """What weighs about what a photograph does: large shapes, and grain."""
    shapes = Image.effect_noise((width // 32 + 1, height // 32 + 1), 90)
    shapes = shapes.resize((width, height), Image.Resampling.BICUBIC)
    return Image.merge("RGB", [Image.blend(shapes, Image.effect_noise((width, height), 40), 0.2) for _ in "RGB"])


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG that claims a size, and has these chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def black(width: int, height: int, channels: int = 1) -> bytes:
    """The data of a PNG without any light: a thousandth of its size."""
    return chunk(b"IDAT", zlib.compress(bytes((width * channels + 1) * height), 9))


def segments(jpeg: bytes) -> list[int]:
    """The markers of a JPEG in their order, to the last byte of it."""
    found, at = [], 0
    while at < len(jpeg):
        assert jpeg[at] == 0xFF
        marker = jpeg[at + 1]
        found.append(marker)
        at += 2
        if marker not in (0xD8, 0xD9):
            at += int.from_bytes(jpeg[at : at + 2], "big")
        while marker == 0xDA and (jpeg[at] != 0xFF or jpeg[at + 1] == 0 or 0xD0 <= jpeg[at + 1] <= 0xD7):
            at += 1
    return found
