"""Told with an entry, beside its text: tags, the time of the event, corrections. Of a withdrawn one, nothing."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from columns.models import Column, Correction, Entry

from .moments import moment
from .zones import zone_words


def tags_of(entry: Entry) -> list[str]:
    """The names of its tags."""
    return [] if entry.is_withdrawn else [tag.name for tag in entry.tags.all()]


def corrections_of(entry: Entry) -> list[Correction]:
    """Its public notes, oldest first. (Whoever adds one amends it.)"""
    return list(entry.corrections.all()) if entry.amended_at and not entry.is_withdrawn else []


def event_of(column: Column, entry: Entry) -> dict[str, Any] | None:
    """When what it tells of happened, in the event's own zone and with that zone's name; the date, if it is another.

    Call it within `as_column`: the day is compared with that of the time shown.
    """
    if entry.event_time is None or entry.is_withdrawn:
        return None
    name = entry.event_zone or column.time_zone
    local = entry.event_time.astimezone(ZoneInfo(name))
    shown_on = timezone.localdate(entry.display_time) if entry.display_time else None
    with timezone.override(ZoneInfo(name)):
        said = moment(local, shown_on)
    return {"iso": local.isoformat(), "said": said, "zone": zone_words(name, local)}
