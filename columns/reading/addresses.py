"""Addresses: how a part of one is read, the same for pages and feeds. Importing this gives paths their `date`."""

from __future__ import annotations

import datetime

from django.urls import register_converter


class DateConverter:
    """`yyyy-mm-dd`, a real day."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> datetime.date:
        """The day; a ValueError means that the address does not match."""
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date) -> str:
        """Four digits for the year, also before the year 1000."""
        return value.isoformat()


register_converter(DateConverter, "date")
