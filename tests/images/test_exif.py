"""What a camera wrote is read where it can be, and nothing that is written there does any harm."""

from __future__ import annotations

import io
import struct
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from columns.images import making
from columns.images.exif import Evidence, evidence_of
from tests.images.drawn import drawn, filed
from tests.images.telling import exif

WRITTEN = exif().tobytes()
READ = Evidence("2015-10-07T06:30:00+03:00", 50.4501, -30.5234, "Fairphone", "FP5 (black)")


def tagged(*entries: tuple[int, int, int, int], rest: bytes = b"", order: str = "<") -> bytes:
    """A block of EXIF with one table, and what lies behind it (at 14 + 12 for each entry)."""
    start = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "IH", 8, len(entries))
    return start + b"".join(struct.pack(order + "HHII", *entry) for entry in entries) + bytes(4) + rest


def test_time_place_and_camera_are_read() -> None:
    assert evidence_of(WRITTEN) == evidence_of(WRITTEN.removeprefix(b"Exif\0\0")) == READ


def test_it_is_read_in_either_order_of_bytes() -> None:
    for order in "<>":
        assert evidence_of(tagged((0x010F, 2, 5, 26), rest=b"Agfa\0", order=order)).make == "Agfa"


@pytest.mark.parametrize(
    ("time", "zone", "read"),
    [
        ("2015:10:07 06:30:00", None, "2015-10-07T06:30:00"),
        ("2015:10:07 06:30:00", "Moscow", "2015-10-07T06:30:00"),
        ("2015:10:07 06:30:00", "+03:00", "2015-10-07T06:30:00+03:00"),
        ("2015:10:07 06:30:00.123456", "+05:30:15.123456", "2015-10-07T06:30:00+05:30:15.123456"),  # no longer
        ("0000:00:00 00:00:00", None, ""),
        ("2015:13:07 06:30:00", "+03:00", ""),
        ("yesterday", None, ""),
        ("", None, ""),
    ],
)
def test_a_time_is_one_or_none(time: str, zone: str | None, read: str) -> None:
    written = exif()
    written.get_ifd(0x8769)[0x9003] = time
    if zone is None:
        del written.get_ifd(0x8769)[0x9011]
    else:
        written.get_ifd(0x8769)[0x9011] = zone
    assert evidence_of(written.tobytes()).captured_at == read


@pytest.mark.parametrize(
    ("tag", "value"),
    [(1, "X"), (1, ""), (2, (91.0, 0.0, 0.0)), (3, "N"), (4, (180.0, 1.0, 0.0)), (4, (1.0,) * 4)],
)
def test_half_a_place_or_one_outside_the_world_is_none(tag: int, value: object) -> None:
    written = exif()
    written.get_ifd(0x8825)[tag] = value
    read = evidence_of(written.tobytes())
    assert (read.latitude, read.longitude) == (None, None)
    assert read.make == "Fairphone"


def test_a_place_over_nothing_is_none() -> None:
    nowhere = WRITTEN.replace(struct.pack("<II", 50, 1), struct.pack("<II", 50, 0))
    nowhere = nowhere.replace(struct.pack(">II", 50, 1), struct.pack(">II", 50, 0))
    assert nowhere != WRITTEN
    assert evidence_of(nowhere).latitude is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("a\n\tb\x07\u202ec\0d", "a bc"), ("é" * 90, "é" * 60), ("\u200b\x01 ", ""), ("x" * 59 + " yz", "x" * 59)],
)
def test_names_are_short_and_on_one_line(written: str, read: str) -> None:
    name = written.encode() + b"\xff\0"
    assert evidence_of(tagged((0x0110, 2, len(name), 26), rest=name)).model == read


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"Exif\0\0",
        b"MM\0*",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"II*\0\xff\xff\xff\xff",
        tagged((0x8769, 4, 1, 8), (0x8825, 4, 1, 8)),
        tagged((0x8769, 4, 1, 2**32 - 1), (0x8825, 4, 1, 0)),
        tagged((0x8769, 4, 2**32 - 1, 8)),
        tagged((0x010F, 2, 2**32 - 1, 0), (0x0110, 2, 2000, 0), rest=b"x" * 3000),
        tagged((0x010F, 5, 1, 26), (0x0110, 99, 1, 26), rest=b"x" * 99),
        tagged((0x8825, 2, 4, 8), (0x010F, 2, 0, 26)),
        tagged(*[(1, 2, 4, 0)] * 512, (0x010F, 2, 4, 0x41414141)),
    ],
)
def test_tables_that_lead_in_circles_or_nowhere_say_nothing(block: bytes) -> None:
    assert evidence_of(block) == Evidence()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_with_such_tables_is_a_picture(format: str) -> None:
    loop = tagged((0x8769, 4, 1, 8), (0x8825, 4, 1, 8))[:-4] + struct.pack("<I", 8)
    body = filed(drawn(), format, exif=b"Exif\0\0" + loop)
    assert loop in body
    assert evidence_of(Image.open(io.BytesIO(body)).info["exif"]) == Evidence()
    assert making.take(body)[0]["evidence"] == asdict(Evidence())


@settings(max_examples=300)
@given(some.data())
def test_nothing_that_is_written_there_makes_it_fail(data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(WRITTEN)))
    wrong = data.draw(some.binary(max_size=12))
    for broken in (WRITTEN[:at] + wrong + WRITTEN[at + len(wrong) :], WRITTEN[:at], wrong + WRITTEN[at:]):
        assert isinstance(evidence_of(broken), Evidence)
