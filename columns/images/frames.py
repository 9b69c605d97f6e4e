"""Frames: how two processes hand each other a header and some files.

Four bytes that say how long the header is, the header as JSON, then the files, whose lengths the header tells.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

_LENGTH = struct.Struct(">I")
#: Bytes of a header. Ours have some hundreds.
HEADER_CAP = 16 * 1024


def packed(header: Mapping[str, Any], files: Sequence[bytes]) -> bytes:
    """Both as one run of bytes."""
    told = json.dumps({**header, "lengths": [len(file) for file in files]}).encode()
    return b"".join([_LENGTH.pack(len(told)), told, *files])


def unpacked(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The header and the files. Raises ValueError where it is not exactly that, whoever wrote it."""
    if len(data) < _LENGTH.size:
        raise ValueError("cut off")
    (length,) = _LENGTH.unpack_from(data)
    end = _LENGTH.size + length
    if length > HEADER_CAP:
        raise ValueError("too long a header")
    header = _header(data[_LENGTH.size : end])
    lengths = header.pop("lengths", None)
    if not isinstance(lengths, list) or not all(type(each) is int and each >= 0 for each in lengths):
        raise ValueError("no lengths")
    if end + sum(lengths) != len(data):
        raise ValueError("other lengths than said")
    files = []
    for each in lengths:
        files.append(data[end : end + each])
        end += each
    return header, files


def _header(told: bytes) -> dict[str, Any]:
    try:
        header = json.loads(told, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(header, dict):
        raise ValueError("no header")
    return header


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
