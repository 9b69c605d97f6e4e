"""Pictures that tell more than they show, and what is left of them when they tell nothing."""

from __future__ import annotations

import io
from fractions import Fraction

from PIL import Image, ImageCms, PngImagePlugin

from tests.images.drawn import SECRET, drawn, filed, segments

#: Start, JFIF, quantisation, frame (at once or in layers), Huffman tables, scans, end: what pixels need.
NEEDED = {0xD8, 0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xD9}
JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
_WORDS = (SECRET, b"Exif", b"http", b"xmp", b"XMP", b"ICC", b"JFXX", b"Photoshop", b"mime", b"prof")


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: who took it, with what, when and where; and a small picture of it."""
    written = Image.Exif()
    written[0x010E] = written[0x013B] = SECRET.decode()
    written[0x010F], written[0x0110] = "Fairphone", " FP5\n(black) "
    written[0x0112] = orientation
    taken = written.get_ifd(0x8769)
    taken[0x9003], taken[0x9011], taken[0x927C] = "2015:10:07 06:30:00", "+03:00", SECRET
    place = written.get_ifd(0x8825)
    place[1], place[2] = "N", (50.0, 27.0, Fraction(9, 25))
    place[3], place[4] = "W", (30.0, 31.0, 24.24)
    return written


def telling(format: str, size: tuple[int, int] = (640, 480)) -> bytes:
    """A picture with a place and a name in whatever its format keeps such things in."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    options = {"exif": exif(6), "xmp": b"<x:xmpmeta>" + SECRET, "comment": SECRET, "pnginfo": text}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if format != "GIF":
        options["icc_profile"] = profile
    return filed(drawn(size=size), format, **options) + SECRET


def assert_bare(content: bytes, format: str) -> None:
    """Nothing is in it but its pixels."""
    assert not [word for word in _WORDS if word in content]
    if format == "jpg":
        markers = segments(content)
        assert set(markers) <= NEEDED
        assert markers.count(0xE0) == 1
        assert content[2:20] == JFIF
    if format == "png":
        assert {name for name, _ in _chunks(content[8:], "big")} == {b"IHDR", b"IDAT", b"IEND"}
    if format == "webp":
        assert [name for name, _ in _chunks(content[12:], "little")] == [b"VP8 "]
    told = Image.open(io.BytesIO(content))
    assert set(told.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                              "loop", "background", "timestamp", "duration", "chroma_bits"}  # fmt: skip
    assert not told.getexif()


def _chunks(data: bytes, order: str) -> list[tuple[bytes, int]]:
    found, at = [], 0
    while at < len(data):
        if order == "big":
            size, name, more = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 12
        else:
            name, size, more = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little"), 8
        found.append((name, size))
        at += size + more + (size % 2 if order == "little" else 0)
    return found
