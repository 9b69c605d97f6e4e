"""Card words: what a social card says and shows, before anything is drawn. (No library that draws is needed for it.)"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

#: Raise it when cards are drawn otherwise than before: those that there are count as old then.
DESIGN = 1
#: The size that the networks ask for.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of our own to be shown on a card: a JPEG in the default storage, and the point that is to be seen."""

    name: str
    #: Per cent from the left and from the top of the picture.
    focus_x: int = 50
    focus_y: int = 50


@dataclass(frozen=True, slots=True)
class Card:
    """One card, in the words and with the times of its column.

    `times` are said one after the other below the headline; `status` is what became of the post ("Live").
    """

    headline: str
    column: str
    times: tuple[str, ...]
    status: str
    is_live: bool
    language: str
    direction: str
    picture: Picture | None = None

    @property
    def digest(self) -> str:
        """What is the same for two cards that look the same, and for no others."""
        said = json.dumps([DESIGN, asdict(self)], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:24]
