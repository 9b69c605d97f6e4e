"""A stranger's bytes become plain pixels, or are refused for a reason."""

from __future__ import annotations

import contextlib
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from columns.images import intake
from columns.images.intake import decoded
from columns.images.reasons import Reason, Unfit
from columns.images.specs import JPEG_CAP, LONGEST, PIXEL_CAP, SIDE_CAP, TAKEN
from columns.outside.kinds import Kind
from tests.images.drawn import black, chunk, drawn, filed, layered, photographed, png

JPEG, PNG, GIF, WEBP, AVIF = (filed(drawn(), name) for name in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"))
GREY_16 = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + struct.pack(">20H", *[0x8000] * 20) for _ in range(20))))
MAGIC = b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0"

REFUSED = {
    "nothing": (b"", Reason.EMPTY),
    "text": (b"A picture.", Reason.KIND),
    "a page": (b"<!doctype html><img src=x onerror=alert(1)>", Reason.KIND),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Reason.SVG),
    "SVG with a head": (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn -->\n<svg:svg\n/>", Reason.SVG),
    "a page with a drawing": (b"<!doctype html><svg></svg>", Reason.KIND),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), Reason.HEIC),
    "HEIF": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(99), Reason.HEIC),
    "the head of an AVIF": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", Reason.BROKEN),
    "a film": (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(99), Reason.KIND),
    "PDF": (b"%PDF-1.4\n1 0 obj\n", Reason.KIND),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", Reason.KIND),
    "a zip": (b"PK\3\4" + bytes(40), Reason.KIND),
    "BMP": (filed(drawn(), "BMP"), Reason.KIND),
    "TIFF": (filed(drawn(), "TIFF"), Reason.KIND),
    "ICO": (filed(drawn(), "ICO"), Reason.KIND),
    "PPM": (b"P6 20 20 255\n" + bytes(1200), Reason.KIND),
    "half a JPEG": (JPEG[: len(JPEG) // 2], Reason.BROKEN),
    "half a PNG": (filed(photographed(64, 64), "PNG")[:2000], Reason.BROKEN),
    "half a GIF": (filed(photographed(64, 64), "GIF")[:2000], Reason.BROKEN),
    "half a WebP": (WEBP[: len(WEBP) // 2], Reason.BROKEN),
    "half an AVIF": (AVIF[:-20], Reason.BROKEN),
    "the head of a JPEG": (b"\xff\xd8\xff\xe0", Reason.BROKEN),
    "a PNG without pixels": (png(20, 20), Reason.BROKEN),
    "a PNG without any width": (png(0, 20, black(20, 20)), Reason.BROKEN),
    "a PNG with wrong bytes": (PNG.replace(b"IDATx", b"IDAT\0"), Reason.BROKEN),
    "a bomb": (png(20_000, 20_000, black(20_000, 20)), Reason.TOO_LARGE),
    "a bomb just above the cap": (png(4_000, 4_001, black(4_000, 20)), Reason.TOO_LARGE),
    "the largest that a PNG can claim": (png(2**31 - 1, 2**31 - 1, black(9, 9)), Reason.TOO_LARGE),
    "a thread": (png(16_385, 1, black(16_385, 1)), Reason.TOO_LARGE),
    "a GIF whose frame is larger than it": (MAGIC + b"\2\0\0;", Reason.TOO_LARGE),
    "a WebP bomb": (filed(Image.new("L", (4_000, 4_001)), "WEBP", lossless=True, method=0), Reason.TOO_LARGE),
    "a profile that unpacks to 64 MB": (
        png(20, 20, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(2**26))), black(20, 20)),
        Reason.BROKEN,
    ),
}

SHOWN = {
    "JPEG": JPEG,
    "PNG": PNG,
    "GIF": GIF,
    "WebP": WEBP,
    "AVIF": AVIF,
    "grey": filed(drawn("L"), "JPEG"),
    "CMYK": filed(drawn("CMYK"), "JPEG"),
    "one bit": filed(drawn("1"), "PNG"),
    "a palette": filed(drawn("P"), "PNG"),
    "a palette with a clear colour": filed(drawn("P"), "PNG", transparency=0),
    "a palette of clear colours": filed(drawn("P"), "PNG", transparency=bytes(range(256))),
    "a GIF with a clear colour": filed(drawn("P"), "GIF", transparency=0),
    "grey and clear": filed(drawn("LA"), "PNG"),
    "clear": filed(drawn("RGBA"), "PNG"),
    "a clear grey of 16 bits": png(20, 20, chunk(b"tRNS", b"\x80\0"), GREY_16, depth=16),
    "an animated PNG": filed(drawn(), "PNG", save_all=True, append_images=[Image.new("RGB", (64, 48))]),
    "an animated GIF": filed(drawn(), "GIF", save_all=True, append_images=[Image.new("RGB", (64, 48))]),
    "an animated WebP": filed(drawn(), "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48))]),
    "a JPEG of two": filed(drawn(), "MPO", save_all=True, append_images=[drawn()]),
    "with a page behind it": JPEG + b"<script>alert(1)</script>",
    "with a zip behind it": PNG + b"PK\3\4" + bytes(99),
    "with a page in it": filed(drawn(), "GIF", comment=b"*/=1;alert(1)//<script>"),
    "with a profile of 3 MB": filed(drawn(), "JPEG", icc_profile=bytes(3_000_000)),
    "with a profile of nonsense": filed(drawn(), "PNG", icc_profile=b"nonsense"),
    "with EXIF of nonsense": filed(drawn(), "JPEG", exif=b"Exif\0\0nonsense"),
    "with EXIF that is cut off": filed(drawn(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x09\x01\x12"),
}


def opened(body: bytes) -> Image.Image:
    """The picture as large as it is, or at a half."""
    return intake.opened(body, longest=SIDE_CAP)


@contextlib.contextmanager
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[object]]:
    """What is warned of and logged meanwhile."""
    said: list[object] = []
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.INFO):
        warnings.simplefilter("always")
        try:
            yield said
        finally:
            said += [*warned, *caplog.records]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_fit_picture_is_refused_for_what_it_is(name: str, caplog: pytest.LogCaptureFixture) -> None:
    body, reason = REFUSED[name]
    with heard(caplog) as said, pytest.raises(Unfit) as unfit:
        opened(body)
    assert unfit.value.reason == reason
    assert not said


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_of_whatever_kind_becomes_plain_pixels(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with heard(caplog) as said:
        picture = opened(SHOWN[name])
    assert picture.mode in ("RGB", "RGBA")
    assert not picture.info
    assert not picture.getexif()
    assert not said


@pytest.mark.parametrize("name", [name for name in SHOWN if not name.startswith(("grey", "one", "a clear"))])
def test_it_looks_as_it_did_and_of_an_animation_like_its_first_frame(name: str) -> None:
    picture = opened(SHOWN[name]).convert("RGB")
    assert picture.size == (64, 48)
    red, blue = picture.getpixel((32, 10)), picture.getpixel((32, 38))
    assert red[0] > 180 > 100 > red[2]
    assert blue[2] > 180 > 100 > blue[0]


def test_half_light_of_16_bits_is_half_light() -> None:
    assert opened(png(20, 20, GREY_16, depth=16)).getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_is_upright_as_its_camera_was_held(orientation: int, format: str) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    lying = drawn().transpose(undo[orientation]) if orientation in undo else drawn()
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = opened(filed(lying, format, exif=exif))
    assert picture.size == (64, 48)
    assert picture.getpixel((32, 10))[0] > 200
    assert picture.getpixel((32, 38))[2] > 200


def test_a_picture_at_the_cap_is_opened_and_no_larger_than_is_asked_for() -> None:
    assert PIXEL_CAP == 5_000 * 3_200
    assert intake.opened(png(5_000, 3_200, black(5_000, 3_200)), longest=640).size == (640, 410)


def test_only_a_jpeg_may_be_larger() -> None:
    assert JPEG_CAP == 8_000 * 5_000
    assert opened(filed(Image.new("L", (8_000, 5_000)), "JPEG")).size == (4_000, 2_500)
    with pytest.raises(Unfit) as unfit:
        opened(filed(Image.new("L", (8_000, 5_001)), "JPEG"))
    assert unfit.value.reason == Reason.TOO_LARGE


def test_a_jpeg_of_a_dozen_layers_is_opened_and_one_of_a_thousand_is_not() -> None:
    assert opened(layered(800, 600, 12)).size == (800, 600)
    assert opened(filed(photographed(200, 100), "JPEG", progressive=True)).size == (200, 100)
    with pytest.raises(Unfit) as refused:
        opened(layered(800, 600, 1000))
    assert refused.value.reason is Reason.BROKEN


def test_a_large_jpeg_is_decoded_small() -> None:
    body = filed(drawn(size=(4_000, 3_000)), "JPEG")
    assert decoded(body, longest=LONGEST).size == (4_000, 3_000)
    assert decoded(body, longest=200).size == (500, 375)


@pytest.mark.parametrize("size", [(4_905, 4_905), (8_000, 5_000), (3_001, 8_001)])
def test_one_that_would_take_much_memory_is_halved_and_still_enough_for_the_widest(size: tuple[int, int]) -> None:
    halved = decoded(filed(Image.new("L", size), "JPEG"), longest=LONGEST).size
    assert halved == (-(-size[0] // 2), -(-size[1] // 2))
    assert max(halved) > 2400


@settings(max_examples=300)
@given(some.sampled_from([JPEG, PNG, GIF, WEBP, AVIF]), some.data())
def test_no_bytes_make_it_fail(body: bytes, data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(body)))
    wrong = data.draw(some.binary(max_size=12))
    for broken in (body[:at] + wrong + body[at + len(wrong) :], body[:at], body[:at] + wrong + body[at:]):
        with contextlib.suppress(Unfit):
            assert opened(broken).mode in ("RGB", "RGBA")


def test_the_kinds_are_those_that_are_asked_for_outside() -> None:
    assert {f"image/{name.lower()}" for name in TAKEN} == set(Kind.PICTURE.accept.split(","))
