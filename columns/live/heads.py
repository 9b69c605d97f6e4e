"""The look at the heads: how a process learns what others committed when no bell rang."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection

from django.conf import settings
from django.db import connection

from columns.changes.after import Head, heads

#: Seconds between two looks. SQLite tells in microseconds whether any other connection has committed.
PAUSE = 0.1 if settings.ON_SQLITE else (4.0 if settings.REDIS_URL else 1.0)


class Look:
    """The heads of the watched columns; on SQLite read again only when something was committed since the last look.

    SQLite's `data_version` counts what other connections commit, and means nothing to a new one: so the look keeps
    one for itself, since Django's is closed and opened again after an error. A file that was put in the place of the
    other (a restored backup) is opened anew.
    """

    def __init__(self) -> None:
        self._file: sqlite3.Connection | None = None
        self._inode = 0
        self._seen: tuple[int, int, frozenset[int]] | None = None
        self._found: dict[int, Head] = {}

    def __call__(self, column_ids: Collection[int]) -> dict[int, Head]:
        """The heads by column. The same ones again when nothing can have moved: whoever could not follow them the
        first time is told a second time."""
        if not settings.ON_SQLITE:
            return heads(column_ids)
        version = self._data_version()
        seen = (self._inode, version, frozenset(column_ids))
        if seen != self._seen:
            self._found = heads(column_ids)
            self._seen = seen
        return self._found

    def _data_version(self) -> int:
        name = connection.settings_dict["NAME"]
        inode = os.stat(name).st_ino
        if self._file is None or inode != self._inode:
            connection.close()  # Django's own is of the other file
            self._file, self._inode = sqlite3.connect(name, check_same_thread=False), inode
        ((version,),) = self._file.execute("PRAGMA data_version").fetchall()
        return int(version)
