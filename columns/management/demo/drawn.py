"""Drawn: plain pictures for the demonstration, painted row by row and written as PNG: it needs no foreign file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

Point = tuple[float, float]


class Sheet:
    """A picture of flat shapes, painted over each other."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self.rows = [bytearray(bytes.fromhex(ground) * width) for _ in range(height)]

    def polygon(self, colour: str, *points: Point) -> None:
        """Fill what lies between points."""
        paint = bytes.fromhex(colour)
        sides = list(zip(points, (*points[1:], points[0]), strict=True))
        top, bottom = (int(edge(y for _x, y in points)) for edge in (min, max))
        for at in range(max(0, top), min(self.height, bottom + 1)):
            middle = at + 0.5
            crossed = sorted(
                x + (middle - y) * (other_x - x) / (other_y - y)
                for (x, y), (other_x, other_y) in sides
                if (y <= middle) != (other_y <= middle)
            )
            for start, end in zip(crossed[::2], crossed[1::2], strict=True):
                left, right = (min(self.width, max(0, round(each))) for each in (start, end))
                self.rows[at][left * 3 : right * 3] = paint * (right - left)

    def ellipse(self, colour: str, x: float, y: float, wide: float, high: float) -> None:
        """Fill an ellipse round a point."""
        turns = (each * pi / 24 for each in range(48))
        self.polygon(colour, *((x + wide * cos(turn), y + high * sin(turn)) for turn in turns))

    def png(self) -> bytes:
        """The picture as a file."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        lines = zlib.compress(b"".join(b"\0" + row for row in self.rows), 6)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def drawn(told: dict[str, Any]) -> bytes:
    """The picture that `pictures.json` tells of: shapes `[colour, [x, y], …]`, or `[colour, x, y, width, height]`."""
    width, height = told["size"]
    sheet = Sheet(width, height, told["ground"])
    for colour, *where in told["shapes"]:
        if isinstance(where[0], Sequence):
            sheet.polygon(colour, *((x, y) for x, y in where))
        else:
            sheet.ellipse(colour, *where)
    return sheet.png()
