"""Zones: what readers are told of the zone in which a time is told."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from columns.models import Column


def zone_label(column: Column, day: date) -> str:
    """The column's zone as readers know it: the city and the distance from UTC that day, such as “Damascus, UTC+3”."""
    return zone_words(column.time_zone, datetime.combine(day, time(12), column.zone))


def zone_words(name: str, when: datetime) -> str:
    """The same of any zone, at a moment."""
    if name == "UTC":
        return "UTC"
    offset = when.astimezone(ZoneInfo(name)).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign, (hours, rest) = "−" if minutes < 0 else "+", divmod(abs(minutes), 60)
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    return f"{city}, UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
