"""A small picture of our own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from columns.images.reasons import Reason, Unfit
from columns.images.specs import THUMBNAIL_CAP
from columns.images.thumbnail import thumbnail
from tests.images.drawn import SECRET, drawn, filed, photographed
from tests.images.telling import assert_bare, telling


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_nothing_of_the_file_but_its_pixels_is_in_it(format: str) -> None:
    body = telling(format)
    assert SECRET in body
    assert_bare(thumbnail(body).content, "jpg")


@pytest.mark.usefixtures("in_process")
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


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("size", [(1, 1), (15, 15), (15, 400), (400, 15), (4000, 60)])
def test_what_counts_readers_is_no_picture(size: tuple[int, int]) -> None:
    with pytest.raises(Unfit) as unfit:
        thumbnail(filed(drawn(size=size), "PNG"))
    assert unfit.value.reason == Reason.TOO_SMALL


@pytest.mark.usefixtures("in_process")
def test_what_is_transparent_is_white() -> None:
    clear = drawn("RGBA")
    clear.putalpha(0)
    content = thumbnail(filed(clear, "PNG")).content
    assert min(min(band) for band in Image.open(io.BytesIO(content)).getextrema()) > 250


@pytest.mark.parametrize("size", [(640, 480), (1600, 1200)])
def test_a_photograph_is_light(size: tuple[int, int]) -> None:
    small = thumbnail(filed(photographed(*size), "JPEG", quality=92))
    assert max(small.width, small.height) == 640
    assert len(small.content) <= THUMBNAIL_CAP == 60 * 1024
