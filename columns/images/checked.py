"""Checked: what a child says, as far as it can be true. Each raises ValueError on what cannot."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .exif import NAME, Evidence
from .kinds import BEGINNINGS
from .specs import LONGEST

_BLUR = re.compile(r"[0-9a-f]{36}")


def picture(file: bytes, format: str, cap: int) -> bytes:
    """A file that begins as one of its format does, and is not too large."""
    if len(file) > cap or not BEGINNINGS[format].match(file):
        raise ValueError(f"no {format}")
    return file


def side(value: object, longest: int = LONGEST) -> int:
    """A width or a height."""
    if type(value) is not int or not 1 <= value <= longest:
        raise ValueError("no side of ours")
    return value


def blur(value: object) -> str:
    """Twelve colours."""
    if not isinstance(value, str) or not _BLUR.fullmatch(value):
        raise ValueError("no colours")
    return value


def evidence(said: Mapping[str, Any]) -> Evidence:
    """What a camera may have written."""
    return Evidence(
        captured_at=_time(said["captured_at"]),
        latitude=_degrees(said["latitude"], 90),
        longitude=_degrees(said["longitude"], 180),
        make=_name(said["make"]),
        model=_name(said["model"]),
    )


def _time(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no time")
    return value and datetime.fromisoformat(value).isoformat(timespec="seconds")


def _degrees(value: object, most: int) -> float | None:
    if value is None:
        return None
    if not isinstance(value, float) or not math.fabs(value) <= most:
        raise ValueError("no place")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or len(value) > NAME or not value.isprintable():
        raise ValueError("no name")
    return value
