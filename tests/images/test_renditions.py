"""A master in all sizes and formats that readers get."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from columns.images import apart, making, specs
from columns.images.coding import light_enough
from columns.images.frames import packed
from columns.images.reasons import Reason, Unfit
from columns.images.renditions import first_of, renditions
from tests.images.drawn import SECRET, drawn, filed, photographed
from tests.images.telling import assert_bare, telling

MASTER = filed(drawn(size=(900, 600)), "PNG")
FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


def test_a_child_makes_each_size_in_each_format_and_nothing_else_is_in_them() -> None:
    body = telling("JPEG", (600, 900))
    assert SECRET in body
    made = renditions(body)
    assert made.sizes == [(400, 267), (800, 533), (900, 600)]
    assert set(made.files) == {(width, format) for width, _ in made.sizes for format in specs.FORMATS}
    for (width, format), file in made.files.items():
        picture = Image.open(io.BytesIO(file))
        assert (picture.size in made.sizes, picture.width, picture.format) == (True, width, FORMATS[format])
        assert_bare(file, format)


def test_a_crop_leaves_what_is_in_it() -> None:
    # The lower half of it is blue.
    made = renditions(MASTER, (0, 500, 500, 1000))
    assert made.sizes == [(400, 267), (450, 300)]
    assert made.blur == "00f" * 12
    first = first_of(MASTER, (0, 0, 1000, 500))
    assert first[1:] == (800, 267, "f00" * 12)
    assert Image.open(io.BytesIO(first.content)).size == (800, 267)
    assert_bare(first.content, "jpg")


def test_the_first_rendition_is_the_one_that_comes_with_the_others() -> None:
    _, (first,) = making.recut(MASTER, None)
    answer, files = making.render(MASTER, None)
    assert first == files[5]
    assert len(files) == 9
    assert answer["width"] == 900


def test_newer_formats_are_lighter() -> None:
    _, files = making.render(filed(photographed(800, 600), "JPEG", quality=95), None)
    avif, webp, jpeg = files[3:]
    assert len(avif) < 0.7 * len(jpeg)
    assert len(webp) < 0.9 * len(jpeg)
    assert len(jpeg) <= specs.FIRST_CAP


def test_a_picture_is_as_coarse_as_it_takes_and_no_coarser() -> None:
    assert light_enough(drawn(size=(800, 600)))[0] == specs.QUALITIES[0]
    grain = Image.merge("RGB", [Image.effect_noise((800, 600), 255) for _ in "RGB"])
    assert light_enough(grain)[0] == specs.QUALITIES[-1]
    middling = Image.blend(drawn(size=(800, 600)), grain, 0.12)
    quality, coded = light_enough(middling)
    assert specs.QUALITIES[0] > quality > specs.QUALITIES[-1]
    assert len(coded) <= specs.FIRST_CAP


@pytest.mark.parametrize("crop", [(0, 0, 0, 1000), (0, 0, 1001, 1000), (500, 0, 400, 1000)])
def test_what_is_no_crop_is_an_error_of_ours(crop: tuple[int, int, int, int]) -> None:
    for make in (renditions, first_of):
        with pytest.raises(ValueError, match="no crop"):
            make(MASTER, crop)


def test_a_crop_that_leaves_next_to_nothing_is_too_small() -> None:
    for make in (making.render, making.recut):
        with pytest.raises(Unfit) as unfit:
            make(MASTER, [0, 0, 1000, 20])
        assert unfit.value.reason is Reason.TOO_SMALL


def test_a_master_that_was_damaged_is_told_from_one_that_was_interrupted() -> None:
    for make in (making.render, making.recut):
        with pytest.raises(Unfit) as unfit:
            make(MASTER[:-99], None)
        assert unfit.value.reason is Reason.BROKEN


AVIF, WEBP, JPEG = (filed(drawn(), format) for format in ("AVIF", "WEBP", "JPEG"))
SAID = {"width": 64, "height": 48, "blur": "0" * 36}


def test_an_honest_child_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: packed(SAID, [AVIF, WEBP, JPEG]))
    assert renditions(b"?").files == {(64, "avif"): AVIF, (64, "webp"): WEBP, (64, "jpg"): JPEG}


@pytest.mark.parametrize(
    ("said", "files"),
    [
        ({}, []),
        ({}, [AVIF, WEBP]),
        ({}, [AVIF, WEBP, JPEG, JPEG]),
        ({}, [JPEG, WEBP, AVIF]),
        ({}, [AVIF, WEBP, JPEG + bytes(2**24)]),
        ({"width": 640}, [AVIF, WEBP, JPEG]),
        ({"width": 0}, [AVIF, WEBP, JPEG]),
        ({"height": 9999}, [AVIF, WEBP, JPEG]),
        ({"blur": "x" * 36}, [AVIF, WEBP, JPEG]),
    ],
)
def test_one_that_says_what_cannot_be_is_not(
    said: dict[str, object], files: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: packed({**SAID, **said}, files))
    with pytest.raises(Unfit) as unfit:
        renditions(b"?")
    assert unfit.value.reason is Reason.BROKEN
