"""An empty SQLite as migrations leave it: made once, and copied to wherever a test begins with one.

Migrating takes four seconds of the processor, and a handful of processes of one run would each do it. It is kept beside
what is collected (`tests/collected.py`), under the sizes and times of all that it follows from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.house.source import ROOT

KEPT = Path(sys.prefix) / "var" / "migrated"
#: How many states of the sources are remembered: other checkouts may share the environment.
STATES = 5
#: How the name of one begins that is still being written.
NEW = "new-"


def lay(file: Path) -> bool:
    """Have a copy at `file`; whether there is one."""
    kept = KEPT / _state()
    if not kept.exists():
        return False
    shutil.copyfile(kept, file)
    return True


def _state() -> str:
    digest = hashlib.sha256()
    sources = [*(ROOT / "columns/migrations").glob("*.py"), *(ROOT / "columns/models").glob("*.py")]
    for path in [*sorted(sources), ROOT / "liveblog/settings.py", ROOT / "requirements.txt"]:
        about = os.stat(path)
        digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _keep(file: Path) -> None:
    """Several runs may do this at once: the last one's file stays, and they are the same."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkstemp(prefix=NEW, dir=KEPT)[1])
    with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(made)) as copy:
        now.backup(copy)
    made.rename(KEPT / _state())
    states = [kept for kept in KEPT.iterdir() if not kept.name.startswith(NEW)]
    for old in sorted(states, key=lambda kept: kept.stat().st_mtime)[:-STATES]:
        old.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the database of the tests is there already: then Django has nothing left to migrate."""
    return settings.ON_SQLITE and lay(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool) -> None:
    """It is kept for the next run, if it had to be made."""
    if settings.ON_SQLITE and not django_db_keepdb:
        _keep(Path(connection.settings_dict["NAME"]))
