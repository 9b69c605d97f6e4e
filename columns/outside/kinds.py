"""What is looked for outside, and how much of it is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class _Wanted:
    accept: str  # what the request says
    types: re.Pattern[str]  # what the answer may be
    cap: int  # bytes


class Kind(Enum):
    """TEXT is a page or data, PICTURE one that Pillow decodes (so no SVG), MEDIA a file of which only type and length
    are asked: its body is not read.
    """

    TEXT = _Wanted(
        "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.8,text/plain;q=0.7",
        re.compile(
            r"text/(html|plain|xml|json|javascript)|application/(json(\+oembed)?|xml|javascript|[a-z0-9.-]+\+(json|xml))"
        ),
        1024 * 1024,
    )
    PICTURE = _Wanted(
        "image/avif,image/webp,image/jpeg,image/png,image/gif",
        re.compile(r"image/(jpe?g|png|webp|gif|avif)"),
        8 * 1024 * 1024,
    )
    MEDIA = _Wanted(
        "audio/*,video/*,application/pdf,application/ogg",
        re.compile(r"(audio|video)/[a-z0-9.+-]+|application/(pdf|ogg)"),
        0,
    )

    @property
    def accept(self) -> str:
        """The value of the request's `Accept`."""
        return self.value.accept

    @property
    def cap(self) -> int:
        """The bytes of body that are read at most."""
        return self.value.cap

    def takes(self, content_type: str) -> bool:
        """Whether an answer of this type, without parameters, is of the kind."""
        return self.value.types.fullmatch(content_type) is not None

    def may_be_cut(self, content_type: str) -> bool:
        """Whether the beginning of an answer of this type is worth having: what a page says of itself comes first."""
        return self is Kind.TEXT and "html" in content_type
