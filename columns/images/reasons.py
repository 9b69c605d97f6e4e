"""Why a picture is not shown. What an editor is told of it stands in labels.py: who decodes knows no Django."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Reason(StrEnum):
    """Every reason there is. The value is what is stored."""

    EMPTY = "empty"
    HEAVY = "heavy"
    KIND = "kind"
    HEIC = "heic"
    SVG = "svg"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    INTERRUPTED = "interrupted"

    @property
    def label(self) -> _StrPromise:
        """What an editor reads."""
        from .labels import LABELS  # only here: it brings all of Django along

        return LABELS[self]

    @property
    def is_final(self) -> bool:
        """Whether trying again would bring the same; otherwise the picture itself may well be sound."""
        return self is not Reason.INTERRUPTED


class Unfit(Exception):
    """No picture came of it, for one reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
