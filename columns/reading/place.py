"""Place: where an entry stands on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from columns.models import Entry

_FORM = re.compile(r"(\d{8}T\d{12})-(\d{12})\Z", re.ASCII)
_TIME = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, order=True)
class Place:
    """A display time and a seq of first publication: the sort key of the page, and its cursor for paging.

    Written as `20151021T140500000000-000000000012` (UTC, microseconds), so that sorting the strings sorts the places.
    """

    display_time: datetime
    first_seq: int

    def __str__(self) -> str:
        when = self.display_time.astimezone(UTC)
        return f"{when.year:04d}{when:%m%dT%H%M%S%f}-{self.first_seq:012d}"

    @classmethod
    def of(cls, entry: Entry) -> Place:
        """Where a public entry stands."""
        return cls.at(entry.display_time, entry.first_seq)

    @classmethod
    def at(cls, display_time: datetime | None, first_seq: int | None) -> Place:
        """The same from its two columns. Raises ValueError for an entry that has not been published."""
        if display_time is None or first_seq is None:
            raise ValueError("only a published entry has a place")
        return cls(display_time, first_seq)

    @classmethod
    def first(cls) -> Place:
        """Below every entry there can be."""
        return cls(datetime.min.replace(tzinfo=UTC), 0)

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place that `text` names, or None when it names none."""
        if not (match := _FORM.match(text)):
            return None
        try:
            return cls(datetime.strptime(match[1], _TIME).replace(tzinfo=UTC), int(match[2]))
        except ValueError:
            return None
