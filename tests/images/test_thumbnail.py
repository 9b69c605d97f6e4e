"""A small picture of our own."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from columns.images.reasons import Reason, Unfit
from columns.images.thumbnail import CAP, thumbnail
from tests.images.drawn import SECRET, drawn, filed, photographed, segments

#: Start, JFIF, quantisation, progressive frame, Huffman tables, scans, end: what pixels need, and nothing else.
NEEDED = {0xD8, 0xE0, 0xDB, 0xC2, 0xC4, 0xDA, 0xD9}


def telling(format: str) -> bytes:
    """A picture with a place and a name in whatever its format keeps such things in."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (50.0, 27.0, 0.36)
    options = {"exif": exif, "xmp": b"<x:xmpmeta>" + SECRET, "icc_profile": SECRET * 9, "comment": SECRET}
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    if format in ("GIF", "WEBP", "AVIF"):
        options.pop("icc_profile")
    return filed(drawn(size=(640, 480)), format, pnginfo=text, **options) + SECRET


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_nothing_of_the_file_but_its_pixels_is_in_it(format: str) -> None:
    body = telling(format)
    assert SECRET in body
    content = thumbnail(body).content
    markers = segments(content)
    assert set(markers) == NEEDED
    assert markers.count(0xE0) == 1
    assert content[2:20] == b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    assert not [word for word in (SECRET, b"Exif", b"http", b"xmp", b"ICC", b"JFXX") if word in content]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1280, 960), (640, 480)),
        ((960, 1280), (480, 640)),
        ((641, 641), (640, 640)),
        ((5000, 1000), (640, 128)),
        ((300, 200), (300, 200)),
        ((16, 16), (16, 16)),
        ((640, 16), (640, 16)),
    ],
)
def test_it_keeps_its_shape_and_never_grows(size: tuple[int, int], expected: tuple[int, int]) -> None:
    small = thumbnail(filed(drawn(size=size), "PNG"))
    assert (small.width, small.height) == expected
    assert Image.open(io.BytesIO(small.content)).size == expected


@pytest.mark.parametrize("size", [(1, 1), (15, 15), (15, 400), (400, 15), (4000, 60)])
def test_what_counts_readers_is_no_picture(size: tuple[int, int]) -> None:
    with pytest.raises(Unfit) as unfit:
        thumbnail(filed(drawn(size=size), "PNG"))
    assert unfit.value.reason == Reason.TOO_SMALL


def test_what_is_transparent_is_white() -> None:
    clear = drawn("RGBA")
    clear.putalpha(0)
    content = thumbnail(filed(clear, "PNG")).content
    assert min(min(band) for band in Image.open(io.BytesIO(content)).getextrema()) > 250


@pytest.mark.parametrize("size", [(640, 480), (1600, 1200), (3000, 2000)])
def test_a_photograph_is_light(size: tuple[int, int]) -> None:
    small = thumbnail(filed(photographed(*size), "JPEG", quality=92))
    assert max(small.width, small.height) == 640
    assert len(small.content) <= CAP == 60 * 1024


def test_each_reason_is_a_sentence_for_an_editor() -> None:
    assert all(str(reason.label).endswith(".") for reason in Reason)
