"""Moments: times as short as they can be said without doubt, in the active zone and language."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def moment(when: datetime, day: date | datetime | None = None) -> str:
    """The time of day; with the date unless that is `day` (a date or a moment); with the year if that differs."""
    local = timezone.localtime(when)
    day = timezone.localdate(day) if isinstance(day, datetime) else day
    if day == local.date():
        return formatted(local, _("H:i"))
    same_year = day is not None and day.year == local.year
    return formatted(local, _("j M H:i") if same_year else _("j M Y H:i"))


def time_of(when: datetime, day: date | datetime | None = None) -> SafeString:
    """The same as an element, which also says it to programs."""
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(when).isoformat(), moment(when, day))
