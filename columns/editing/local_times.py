"""Local times: what is typed as a date and a time in a zone, as a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def moment_of(naive: datetime, zone: ZoneInfo | None = None) -> datetime:
    """The moment that a local time means in `zone` (the current one). Of an hour that the clocks show twice, the first.

    Raises ValidationError for a time over which the clocks were put forward.
    """
    aware = timezone.make_aware(naive, zone)
    if timezone.make_naive(aware.astimezone(UTC), zone) != naive:
        raise ValidationError(_("This time does not exist: the clocks were put forward over it."))
    return aware
