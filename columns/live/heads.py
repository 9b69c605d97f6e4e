"""The look at the heads: how a process learns what others committed when no bell rang."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import connection

from columns.changes.after import Head, heads

#: Seconds between two looks. SQLite tells in microseconds whether any other connection has committed.
PAUSE = 0.1 if settings.ON_SQLITE else (4.0 if settings.REDIS_URL else 1.0)


class Look:
    """Reads the heads of the watched columns; on SQLite only when something was committed since the last look.

    Runs in one thread with one connection of its own: SQLite's `data_version` counts the commits of *others*.
    """

    def __init__(self) -> None:
        self._version: int | None = None

    def __call__(self, column_ids: Collection[int]) -> dict[int, Head] | None:
        """The heads by column; None when nothing can have moved."""
        if settings.ON_SQLITE:
            with connection.cursor() as cursor:
                version = cursor.execute("PRAGMA data_version").fetchone()[0]
            if version == self._version:
                return None
            self._version = version
        return heads(column_ids)
