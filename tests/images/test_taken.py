"""What is kept of an upload: a clean master, a first rendition, and what the camera said."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from columns.images import apart, making, specs
from columns.images.exif import Evidence
from columns.images.frames import packed
from columns.images.reasons import Reason, Unfit
from columns.images.taken import Taken, taken
from tests.images.drawn import SECRET, drawn, filed, photographed
from tests.images.telling import assert_bare, telling
from tests.images.test_exif import READ

#: Made once: not even the same picture is twice the same AVIF.
TELLING = [telling(format, (64, 48)) for format in ("JPEG", "PNG", "GIF", "WEBP", "AVIF")]


def pixels(file: bytes) -> Image.Image:
    return Image.open(io.BytesIO(file)).convert("RGB")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_nothing_of_the_upload_but_its_pixels_is_in_what_is_kept(format: str) -> None:
    body = telling(format, (1000, 750))
    assert SECRET in body
    made = taken(body)
    assert_bare(made.master, made.master_type)
    assert_bare(made.first, "jpg")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_child_takes_it_upright_and_says_what_the_camera_wrote(format: str) -> None:
    made = taken(telling(format, (1000, 750)))
    assert (made.width, made.height) == pixels(made.master).size == (750, 1000)
    assert (made.first_width, made.first_height) == pixels(made.first).size == (750, 1000)
    assert made.evidence == READ
    # It lay on its side: what was above is at the right.
    assert made.blur[9:12][0] in "ef"
    assert made.blur[:3][2] in "ef"


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("size", "master", "first"),
    [
        ((4000, 3000), (3200, 2400), (800, 600)),
        ((1000, 4000), (800, 3200), (800, 3200)),
        ((3201, 100), (3200, 100), (800, 25)),
        ((799, 801), (799, 801), (799, 801)),
        ((16, 16), (16, 16), (16, 16)),
    ],
)
def test_nothing_grows(size: tuple[int, int], master: tuple[int, int], first: tuple[int, int]) -> None:
    made = taken(filed(drawn(size=size), "JPEG"))
    assert (made.width, made.height) == pixels(made.master).size == master
    assert (made.first_width, made.first_height) == pixels(made.first).size == first


@pytest.mark.usefixtures("in_process")
def test_a_drawing_without_loss_is_kept_without_loss() -> None:
    for format in ("PNG", "GIF"):
        made = taken(filed(drawn(), format))
        assert made.master_type == "png"
        assert pixels(made.master).tobytes() == drawn().tobytes()
    assert {taken(filed(drawn(), format)).master_type for format in ("JPEG", "WEBP", "AVIF")} == {"jpg"}


@pytest.mark.usefixtures("in_process")
def test_one_that_would_be_heavy_is_a_jpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    body = filed(drawn(), "PNG")
    monkeypatch.setattr(making, "LOSSLESS_CAP", len(body))
    monkeypatch.setattr(making, "as_png", lambda picture: body + b"?")
    assert taken(body).master_type == "jpg"


@pytest.mark.usefixtures("in_process")
def test_one_that_is_heavy_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    body = filed(drawn(), "PNG")
    monkeypatch.setattr(making, "LOSSLESS_CAP", len(body) - 1)
    monkeypatch.delattr(making, "as_png")
    assert taken(body).master_type == "jpg"


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(format: str) -> None:
    clear = drawn("RGBA")
    clear.putalpha(0)
    made = taken(filed(clear, format))
    assert made.blur == "f" * 36
    assert min(min(band) for band in pixels(made.master).getextrema()) > 250


@pytest.mark.usefixtures("in_process")
def test_a_photograph_is_light_at_first_and_fine_as_a_master() -> None:
    body = filed(photographed(1600, 1200), "JPEG", quality=92)
    made = taken(body)
    assert len(made.first) <= specs.FIRST_CAP == 90_000
    assert len(made.master) > len(body) / 2


@pytest.mark.usefixtures("in_process")
def test_only_the_first_of_a_thousand_frames_is_looked_at() -> None:
    frames = [Image.new("L", (64, 48), number % 256) for number in range(999)]
    made = taken(filed(drawn("P"), "GIF", save_all=True, append_images=frames))
    assert pixels(made.master).getpixel((5, 5))[0] > 200


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("behind", [b"<script>alert(1)</script>", b"PK\3\4" + bytes(99), b"<?php __HALT_COMPILER();"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_another_program_would_read_in_it_is_gone(format: str, behind: bytes) -> None:
    made = taken(filed(drawn(), format, comment=behind) + behind)
    assert behind[:4] not in made.master + made.first


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xff\xd8\xff" + bytes(specs.UPLOAD_CAP), Reason.HEAVY),
        (b"<svg/>", Reason.SVG),
        (filed(drawn(size=(15, 400)), "PNG"), Reason.TOO_SMALL),
        (filed(photographed(200, 200), "JPEG")[:-2000], Reason.BROKEN),
    ],
)
def test_an_upload_is_refused_for_what_it_is(body: bytes, reason: Reason) -> None:
    with pytest.raises(Unfit) as unfit:
        taken(body)
    assert unfit.value.reason is reason


def test_an_upload_at_the_cap_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    body = filed(drawn(), "PNG")
    monkeypatch.setattr("columns.images.taken.UPLOAD_CAP", len(body))
    assert isinstance(taken(body), Taken)


@settings(max_examples=100)
@given(some.sampled_from(TELLING), some.data())
def test_no_bytes_make_it_fail(body: bytes, data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(body)))
    wrong = data.draw(some.binary(max_size=12))
    for broken in (body[:at] + wrong + body[at + len(wrong) :], body[:at], body[:at] + wrong + body[at:]):
        with contextlib.suppress(Unfit):
            assert making.take(broken)[0]["width"] <= 64


JPEG, PNG = filed(drawn(), "JPEG"), filed(drawn(), "PNG")
SAID: dict[str, Any] = {
    "master_type": "jpg", "width": 64, "height": 48,
    "first": {"width": 64, "height": 48, "blur": "0" * 36},
    "evidence": {"captured_at": "", "latitude": None, "longitude": None, "make": "", "model": ""},
}  # fmt: skip


def test_an_honest_child_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: packed(SAID, [JPEG, JPEG]))
    assert taken(b"?") == Taken(JPEG, "jpg", 64, 48, JPEG, 64, 48, "0" * 36, Evidence())


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("", {"master_type": "png"}), ("", {"master_type": "html"}), ("", {"width": 3201}), ("", {"height": 0}),
        ("", {"width": 64.0}), ("", {"height": True}), ("", {"width": "64"}), ("", {"first": None}),
        ("first", {"width": 801}), ("first", {"height": -1}), ("first", {"blur": "0" * 35}),
        ("first", {"blur": "0" * 36 + "\n"}), ("first", {"blur": '"/><script>' + "0" * 25}), ("first", {"blur": None}),
        ("evidence", {"captured_at": "tomorrow"}), ("evidence", {"captured_at": 7}), ("evidence", {"latitude": 90.1}),
        ("evidence", {"longitude": -180.1}), ("evidence", {"latitude": "50"}), ("evidence", {"make": "x" * 61}),
        ("evidence", {"model": "a\nb"}), ("evidence", {"make": None}), ("evidence", {"latitude": True}),
    ],
)  # fmt: skip
def test_one_that_says_what_cannot_be_is_not(part: str, said: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {**SAID, part: {**SAID[part], **said}} if part else {**SAID, **said}
    # A page of HTML passes for no master, whatever it is said to be.
    master = b"<html>" if said.get("master_type") == "html" else JPEG
    monkeypatch.setattr(apart, "_answer", lambda *_: packed(whole, [master, JPEG]))
    with pytest.raises(Unfit) as unfit:
        taken(b"?")
    assert unfit.value.reason is Reason.BROKEN


@pytest.mark.parametrize(
    "files",
    [[], [JPEG], [JPEG] * 3, [PNG, JPEG], [JPEG, PNG], [JPEG + bytes(2**26), JPEG], [JPEG, JPEG + bytes(2**23)]],
)
def test_nor_is_one_that_gives_other_files_than_asked_for(files: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: packed(SAID, files))
    with pytest.raises(Unfit) as unfit:
        taken(b"?")
    assert unfit.value.reason is Reason.BROKEN


def test_each_reason_is_a_sentence_for_an_editor() -> None:
    assert all(str(reason.label).endswith(".") for reason in Reason)
    assert f"{specs.UPLOAD_CAP // 2**20} MB" in str(Reason.HEAVY.label)
    assert f"{specs.JPEG_CAP // 10**6} million" in str(Reason.TOO_LARGE.label)
    assert f"{specs.PIXEL_CAP // 10**6} million" in str(Reason.TOO_LARGE.label)
    assert f"{specs.SMALLEST} pixels" in str(Reason.TOO_SMALL.label)
