"""Whoever has the application's own account at the database adds to the audit log, and changes nothing in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from columns.audit.record import record
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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["create_column", "of the site"])
def test_no_record_is_taken_away_round_about(column: Column, alice: User, act: str) -> None:
    record(alice, "of the site")
    stood = list(AuditRecord.objects.order_by("pk").values())
    for statement in _round_about():
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [act] if "%s" in statement else [])
    record(alice, "afterwards", column, column=column)
    assert list(AuditRecord.objects.order_by("pk").values())[:-1] == stood


def _round_about() -> list[str]:
    """Statements that take rows away without deleting them, as each database has them."""
    if connection.vendor == "postgresql":
        return ["TRUNCATE columns_auditrecord", "TRUNCATE columns_column CASCADE"]
    fields = [field.column for field in AuditRecord._meta.fields if field.column != "by_name"]
    by_number = [name for name in fields if name != "id"]
    return [
        f"INSERT OR REPLACE INTO columns_auditrecord ({', '.join(names)}, by_name) "
        f"SELECT {', '.join(names)}, 'nobody' FROM columns_auditrecord WHERE act = %s"
        for names in (fields, by_number)
    ]


def test_a_person_who_leaves_stays_in_it(column: Column, alice: User) -> None:
    key = alice.pk
    alice.delete()
    record = AuditRecord.objects.get(act="create_column")
    assert (record.by_id, record.by_name) == (key, "alice")
