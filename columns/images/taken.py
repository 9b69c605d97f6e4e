"""Taking a picture in: from an upload to the master of it and the rendition that is there at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from . import checked
from .apart import Task, apart
from .exif import Evidence
from .reasons import Reason, Unfit
from .specs import FIRST, UPLOAD_CAP

_TAKE = Task("take", processor=15, clock=20)
#: Bytes of what a child hands back: more than it ever makes.
_MASTER_CAP, _FIRST_CAP = 40 * 1024 * 1024, 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """What is kept of an upload, and what the camera wrote beside it. The files hold nothing but pixels."""

    #: Upright, no side longer than specs.LONGEST, what is transparent white.
    master: bytes
    master_type: Literal["jpg", "png"]
    width: int
    height: int
    #: A JPEG, no wider than specs.FIRST.
    first: bytes
    first_width: int
    first_height: int
    #: Twelve colours, for as long as no picture is there.
    blur: str
    evidence: Evidence


def taken(body: bytes) -> Taken:
    """The picture in an upload. Raises Unfit, and nothing else."""
    if len(body) > UPLOAD_CAP:
        raise Unfit(Reason.HEAVY)
    return apart(_TAKE, body, _taken)


def _taken(said: dict[str, Any], files: list[bytes]) -> Taken:
    master, first = files
    kind: Literal["jpg", "png"] = "png" if said["master_type"] == "png" else "jpg"
    return Taken(
        master=checked.picture(master, kind, _MASTER_CAP),
        master_type=kind,
        width=checked.side(said["width"]),
        height=checked.side(said["height"]),
        first=checked.picture(first, "jpg", _FIRST_CAP),
        first_width=checked.side(said["first"]["width"], FIRST),
        first_height=checked.side(said["first"]["height"]),
        blur=checked.blur(said["first"]["blur"]),
        evidence=checked.evidence(said["evidence"]),
    )
