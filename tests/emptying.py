"""What a test database need not do: outlive a power cut, or be made anew after each test that has committed.

Django's own way of emptying it takes away what it knows of models and permissions too, and works that out again table
by table: a twentieth of a second, hundreds of times.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from columns.models import AuditRecord

#: What migrations have written. It is the same for every test.
KEPT = {ContentType._meta.db_table, Permission._meta.db_table}


@functools.cache
def statements() -> list[str]:
    """How all other tables are emptied. The triggers that keep the audit log as it is step aside for so long."""
    names = [name for name in sorted(connection.introspection.django_table_names()) if name not in KEPT]
    tables = [connection.ops.quote_name(name) for name in names]
    deletions = [f"DELETE FROM {table}" for table in tables]
    if settings.ON_SQLITE:
        triggers = triggers_of_sqlite()
        return [*(f"DROP TRIGGER {name}" for name in triggers), *deletions, *triggers.values()]
    audit = f"ALTER TABLE {AuditRecord._meta.db_table} %s TRIGGER USER"
    # Whoever is still writing beside the test is waited for: what they commit would be left over.
    lock = f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"
    return ["; ".join([lock, audit % "DISABLE", *deletions, audit % "ENABLE"])]


def triggers_of_sqlite() -> dict[str, str]:
    """SQLite's triggers, and how each is made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


@pytest.fixture(scope="session", autouse=True)
def _emptied_in_one_go() -> Iterator[None]:
    """After each test that may commit, as Django does it: the next one finds the tables empty."""
    def empty(_test: TransactionTestCase) -> None:
        connection.ops.execute_sql_flush(statements())

    with patch.object(TransactionTestCase, "_fixture_teardown", empty):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Nothing is flushed to the disk; the servers of `tests.services` do not do it either."""
    options = connection.settings_dict["OPTIONS"]
    if settings.ON_SQLITE:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
