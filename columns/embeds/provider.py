"""What a provider is: a site whose things we know how to ask about, show and, on a click, play."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from . import cleaning
from .address import Address


class Kind(StrEnum):
    """What is shown in a card."""

    POST = "post"
    VIDEO = "video"
    AUDIO = "audio"
    MAP = "map"
    DOCUMENT = "document"
    LINK = "link"


class Space(Enum):
    """The fixed space of a player, in CSS pixels; so few that a stylesheet can name them all."""

    NONE = (0, 0)
    WIDE = (640, 360)
    TALL = (360, 640)
    BAR = (640, 166)
    LIST = (640, 352)
    POST = (550, 600)

    @property
    def width(self) -> int:
        """The width that it has if there is room."""
        return self.value[0]

    @property
    def height(self) -> int:
        """The height at that width."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a thing said and who said it. Whatever is put in comes out clean, short and safe, or empty."""

    title: str = ""
    text: str = ""
    author: str = ""
    handle: str = ""
    site: str = ""
    published_at: datetime.datetime | None = None
    language: str = ""
    picture_url: str = ""
    canonical_url: str = ""
    media_url: str = ""
    media_type: str = ""
    media_length: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    zoom: int | None = None

    def __post_init__(self) -> None:
        for name, cap in (("title", 300), ("author", 200), ("handle", 100), ("site", 100)):
            self._set(name, cleaning.short_line(getattr(self, name), cap))
        for name in ("picture_url", "canonical_url", "media_url"):
            self._set(name, cleaning.web_address(getattr(self, name)))
        self._set("text", cleaning.short_text(self.text, 5000))
        self._set("published_at", cleaning.aware(self.published_at))
        self._set("language", cleaning.language_tag(self.language))
        self._set("media_type", cleaning.media_type(self.media_type))
        self._set("media_length", self.media_length if 0 <= (self.media_length or 0) < 2**53 else None)
        self._set("latitude", cleaning.within(self.latitude, -90, 90))
        self._set("longitude", cleaning.within(self.longitude, -180, 180))
        self._set("zoom", None if self.zoom is None else min(max(self.zoom, 0), 20))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Match:
    """What an address leads to, as far as the address alone tells."""

    provider: str
    kind: Kind
    #: Canonical: one for all ways to write it, so that the same thing is asked for once.
    url: str
    #: What is to be read on the server; what an earlier one says counts before what a later one says.
    ask: tuple[str, ...] = ()
    #: The frame that is loaded after a click, never before; empty if there is none.
    player: str = ""
    space: Space = Space.NONE
    known: Snapshot = field(default_factory=Snapshot)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered: the last one after redirects, the type it claimed, its decoded text."""

    url: str
    content_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One foreign site. `match` is asked only about the `hosts` that are named here, each in full."""

    name: str
    match: Callable[[Address], Match | None]
    #: Empty: any host, by the shape of the path.
    hosts: tuple[str, ...] = ()
    #: The site as readers know it; empty if its pages say it.
    site: str = ""
    #: The hosts of its players, for the page's `frame-src`.
    frames: tuple[str, ...] = ()
    #: Whether its player refuses to play unless it is told which site it stands on.
    wants_referrer: bool = False
    #: How its pages are read, if not by their metadata.
    read: Callable[[Answer], Snapshot] | None = None
