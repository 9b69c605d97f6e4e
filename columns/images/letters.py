"""Letters: what of a text there are any for, on which side it begins, and whether its script can be shaped here."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

from PIL import features

FONTS = Path(__file__).parent / "fonts" / "noto-20201225.1"
#: Of a longer text only so many characters are looked at.
LONGEST = 400
#: The fonts have no minus, and a zone without it would be another one.
_INSTEAD = str.maketrans({"−": "–"})
_RIGHT_TO_LEFT = {"R", "AL"}


def can_shape() -> bool:
    """Whether scripts that must be shaped can be: Pillow brings raqm along, but libfribidi is the system's."""
    return bool(features.check("raqm"))


@functools.cache
def _covered() -> frozenset[str]:
    ranges = (line.split("-") for line in (FONTS / "coverage.txt").read_text().split())
    return frozenset(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def settable(text: str) -> str:
    """The text on one line, without what there are no letters for; empty if what is left would not be the same text.

    That is so when most of it is missing, or when it needs to be shaped and that cannot be done here.
    """
    text = unicodedata.normalize("NFC", text[:LONGEST]).translate(_INSTEAD)
    kept, missing = [], 0
    is_gone = False
    for char in " ".join(text.split()):
        # A mark goes with the letter that it stands on, and what joins emoji goes with them.
        is_gone = char not in _covered() or (is_gone and unicodedata.category(char) in ("Mn", "Me", "Cf"))
        missing += is_gone and unicodedata.category(char)[0] == "L"
        if not is_gone:
            kept.append(char)
    letters = sum(unicodedata.category(char)[0] == "L" for char in kept)
    if missing > letters or (not can_shape() and any(_runs_leftwards(char) for char in kept)):
        return ""
    return " ".join("".join(kept).split())


def _runs_leftwards(char: str) -> bool:
    return unicodedata.bidirectional(char) in {*_RIGHT_TO_LEFT, "AN"}


def direction_of(text: str, otherwise: str = "ltr") -> str:
    """`rtl` or `ltr`, by the first letter that has a direction, as `dir="auto"` does on pages."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in kinds if kind in {*_RIGHT_TO_LEFT, "L"}), None)
    return otherwise if first is None else "rtl" if first in _RIGHT_TO_LEFT else "ltr"
