"""Whoever has the application's own account at the database adds to the audit log, and changes nothing in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from columns.models import AuditRecord, Column


@pytest.mark.parametrize("database", ["db", "transactional_db"])
def test_no_record_is_changed_or_deleted(database: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(database)
    column: Column = request.getfixturevalue("column")
    records = AuditRecord.objects.filter(act="create_column")
    assert records.count() == 1, column
    for act in (lambda: records.update(by_name="nobody"), lambda: records.delete()):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            act()
    assert records.get().by_name == "alice"


def test_a_person_who_leaves_stays_in_it(column: Column, alice: User) -> None:
    key = alice.pk
    alice.delete()
    record = AuditRecord.objects.get(act="create_column")
    assert (record.by_id, record.by_name) == (key, "alice")
