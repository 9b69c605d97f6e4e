"""The times of the jobs: when to try again what failed, and when to look whether an original is still there."""

from __future__ import annotations

from datetime import datetime, timedelta

#: After each try that brought nothing, but may bring something later. Then it is given up.
RETRIES = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
#: After the capture; and from the last of them on, so often.
LOOKS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7))
LATER = timedelta(days=30)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after so many tries; None: it is given up."""
    return now + RETRIES[tries - 1] if tries <= len(RETRIES) else None


def next_look(captured_at: datetime, now: datetime) -> datetime:
    """When the original of a copy is to be looked for next."""
    return next((at for look in LOOKS if (at := captured_at + look) > now), now + LATER)
