"""Whoever gets round the triggers is found out: `verify_audit` names the record."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from columns.audit import chain
from columns.audit.record import record
from columns.models import AuditHead, AuditRecord, Column

pytestmark = pytest.mark.django_db


@pytest.fixture
def chained(column: Column, alice: User, monkeypatch: pytest.MonkeyPatch) -> Column:
    """A column with a chain of ten, looked through in pages of four."""
    monkeypatch.setattr(chain, "PAGE", 4)
    for number in range(9):
        record(alice, "amend_entry", column, column=column, revision=number)
    return column


@pytest.fixture
def _by_hand() -> None:
    """The rows can be written over, as by somebody with an account of their own at the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE columns_auditrecord DISABLE TRIGGER audit_record_stays")
        else:
            cursor.execute("DROP TRIGGER audit_record_no_update")
            cursor.execute("DROP TRIGGER audit_record_no_delete")
            cursor.execute("DROP TRIGGER audit_record_no_replace")


def _verified(**options: Any) -> tuple[str, str]:
    """What the command prints, and what it complains of."""
    told = StringIO()
    try:
        call_command("verify_audit", stdout=told, **options)
    except CommandError as error:
        return told.getvalue(), str(error)
    return told.getvalue(), ""


def test_of_a_log_that_is_whole_the_heads_are_printed(chained: Column) -> None:
    head = AuditHead.objects.get(chain=chained.pk)
    assert _verified() == (f"{chained.pk} 10 {head.digest}\n", "")


ACTS: dict[str, tuple[Callable[[Any, Column], object], str]] = {
    "a name": (lambda rows, column: rows.filter(number=7).update(by_name="nobody"), "record 7: altered"),
    "a detail": (lambda rows, column: rows.filter(number=5).update(told={"revision": 99}), "record 5: altered"),
    "a deletion": (lambda rows, column: rows.filter(number=4)._raw_delete("default"), "record 4: missing"),
    "the end": (lambda rows, column: rows.filter(number__gt=8)._raw_delete("default"), "record 9: cut off"),
    "one too many": (
        lambda rows, column: rows.create(column=column, number=11, at=rows.first().at, act="x", digest="0"),
        "record 11: inserted",
    ),
    "one before the first": (
        lambda rows, column: rows.create(column=column, number=0, at=rows.first().at, act="x", digest="0"),
        "record 0: inserted",
    ),
    "all of it": (lambda rows, column: rows.all()._raw_delete("default"), "record 1: cut off"),
    "the head": (lambda rows, column: AuditHead.objects.all().update(digest="0"), "record 10: altered"),
}


@pytest.mark.parametrize(("act", "complaint"), ACTS.values(), ids=ACTS)
@pytest.mark.usefixtures("_by_hand")
def test_what_was_done_by_hand_is_named(chained: Column, act: Callable[[Any, Column], object], complaint: str) -> None:
    act(AuditRecord.objects.filter(column=chained), chained)
    assert _verified()[1] == f"chain {chained.pk}, {complaint}"


@pytest.mark.usefixtures("_by_hand")
def test_a_chain_that_was_sealed_anew_is_known_by_heads_kept_elsewhere(chained: Column, tmp_path: Path) -> None:
    kept = tmp_path / "heads"
    kept.write_text(_verified()[0])
    assert _verified(heads=kept)[1] == ""
    before = ""
    for each in AuditRecord.objects.filter(column=chained).order_by("number"):
        each.by_name = "nobody"
        each.digest = before = chain.seal(each, before)
        each.save()
    AuditHead.objects.filter(chain=chained.pk).update(digest=before)
    assert _verified()[1] == ""
    assert _verified(heads=kept)[1] == f"chain {chained.pk}, record 10: rewritten"
