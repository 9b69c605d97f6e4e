"""Exif: what a camera wrote beside a picture, as far as it is evidence.

Read without a library, because a hostile file may hold anything here. Three tables are looked at, each once and not
far, and of them only what is asked for; so there are no loops and nothing large. What cannot be read is not there.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

#: Entries of a table that are looked at, and bytes of a value. Cameras write some 60, and a name of some 20.
_ENTRIES, _BYTES = 512, 1024
#: Letters of a name that are kept.
NAME = 60
_TEXT, _LONG, _RATIONAL = 2, 4, 5
_SIZES = {_TEXT: 1, _LONG: 4, _RATIONAL: 8}
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}

_MAKE, _MODEL, _EXIF, _GPS = 0x010F, 0x0110, 0x8769, 0x8825
#: When it was taken, and when it was made digital; and the zone of each.
_TIMES = ((0x9003, 0x9011), (0x9004, 0x9012))
_LATITUDE, _LONGITUDE = (1, 2, "NS"), (3, 4, "EW")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the camera says of where and when. Not for readers, and no proof: all of it is easily forged."""

    #: ISO 8601, in the camera's own time, with an offset only if it wrote one; empty if it wrote none.
    captured_at: str = ""
    #: Degrees, north and east positive.
    latitude: float | None = None
    longitude: float | None = None
    make: str = ""
    model: str = ""


def evidence_of(exif: bytes) -> Evidence:
    """What is in a block of EXIF. It raises nothing."""
    data = exif.removeprefix(b"Exif\0\0")
    order = _ORDERS.get(data[:4])
    if order is None or len(data) < 8:
        return Evidence()
    camera = _table(data, order, struct.unpack_from(order + "I", data, 4)[0])
    shot = _table(data, order, _number(camera.get(_EXIF)))
    place = _table(data, order, _number(camera.get(_GPS)))
    latitude, longitude = _degrees(place, *_LATITUDE, 90), _degrees(place, *_LONGITUDE, 180)
    if latitude is None or longitude is None:  # half a place is none
        latitude = longitude = None
    return Evidence(_time(shot), latitude, longitude, _text(camera.get(_MAKE)), _text(camera.get(_MODEL)))


Value = bytes | tuple[int, ...]


def _table(data: bytes, order: str, at: int) -> dict[int, Value]:
    """The values of one table by their tags, of those kinds that we ask for."""
    found: dict[int, Value] = {}
    with contextlib.suppress(struct.error):  # where it ends too early, the rest is not there
        if not at:
            return found
        (entries,) = struct.unpack_from(order + "H", data, at)
        for start in range(at + 2, at + 2 + 12 * min(entries, _ENTRIES), 12):
            tag, kind, count = struct.unpack_from(order + "HHI", data, start)
            size = _SIZES.get(kind, 0) * count
            if not 0 < size <= _BYTES:
                continue
            there = start + 8 if size <= 4 else struct.unpack_from(order + "I", data, start + 8)[0]
            value = data[there : there + size]
            if len(value) == size:
                found[tag] = value if kind == _TEXT else struct.unpack(f"{order}{size // 4}I", value)
    return found


def _number(value: Value | None) -> int:
    return value[0] if isinstance(value, tuple) else 0


def _text(value: Value | None) -> str:
    """On one line, printable, and not long."""
    if not isinstance(value, bytes):
        return ""
    words = " ".join(value.split(b"\0")[0].decode(errors="ignore").split())
    return "".join(filter(str.isprintable, words))[:NAME].strip()


def _time(shot: Mapping[int, Value]) -> str:
    for taken, zone in _TIMES:
        date, _, clock = _text(shot.get(taken)).partition(" ")
        written = f"{date.replace(':', '-')}T{clock}"
        for each in (written + _text(shot.get(zone)), written):
            with contextlib.suppress(ValueError):
                return datetime.fromisoformat(each).isoformat(timespec="seconds")
    return ""


def _degrees(place: Mapping[int, Value], where: int, tag: int, signs: str, most: int) -> float | None:
    """Degrees, minutes and seconds, each a fraction; the letter says which half of the world it is."""
    parts, half = place.get(tag), _text(place.get(where)).upper()
    if not isinstance(parts, tuple) or len(parts) not in (2, 4, 6) or half not in tuple(signs) or 0 in parts[1::2]:
        return None
    each = zip(parts[::2], parts[1::2], (1, 60, 3600), strict=False)
    degrees = sum(above / below / share for above, below, share in each)
    return round(degrees if half == signs[0] else -degrees, 6) if degrees <= most else None
