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


def layered(width: int, height: int, layers: int) -> bytes:
    """A grey JPEG in layers: the light of each block, then so many that add nothing and go over all of it again."""
    blocks = -(-width // 8) * -(-height // 8)
    head = segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    # A table of one word each: "no change of light", and "nothing in the next 16,384 blocks".
    words = {b"\0": b"\0", b"\x10": b"\xe0"}
    tables = b"".join(segment(0xC4, kind + b"\1" + bytes(15) + word) for kind, word in words.items())
    light = segment(0xDA, b"\1\1\0\0\0\0") + bytes(-(-blocks // 8))
    nothing = segment(0xDA, b"\1\1\0\1\x3f\0") + bytes(-(-15 * -(-blocks // 16_384) // 8))
    return b"\xff\xd8" + head + tables + light + nothing * layers + b"\xff\xd9"


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
