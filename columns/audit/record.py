"""Recording: one act of a person, at the end of the transaction in which it is done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, models
from django.utils import timezone

from columns.models import AuditRecord, Column, Entry

from . import session
from .chain import seal
from .told import told_of

# It locks the chain's end, makes one for the first record, and tells what the new record follows.
_ADVANCE = """
    INSERT INTO columns_audithead (chain, number, digest) VALUES (%s, 1, '')
    ON CONFLICT (chain) DO UPDATE SET number = columns_audithead.number + 1 RETURNING number, digest
"""
_SEAL = "UPDATE columns_audithead SET digest = %s WHERE chain = %s"


def record(
    by: User | AnonymousUser | None,
    act: str,
    about: models.Model | None = None,
    *,
    column: Column | int | None = None,
    is_alert: bool = False,
    **told: Any,
) -> None:
    """Add to the chain of `column` (None: the site's) that `by` has done `act` to `about`.

    The last statement of a verb, after `append` and `touch`: the chain's head is locked until the commit. What the
    system does by itself (`by` is None) is in the change log, and here only if it is done to an entry: how each stands
    is to be explained by its last record (`explained`), which tells of it what `told_of` finds. `told` holds numbers,
    names of fields and keys, never words of a text: they must be able to go (`blank_revision`).
    """
    if isinstance(about, Entry):
        told = {**told_of(about), **told}
    elif not isinstance(by, User):
        return
    person = by if isinstance(by, User) else None
    column_id: int | None = column.pk if isinstance(column, Column) else column
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, [column_id or 0])
        number, before = cursor.fetchone()
        made = AuditRecord(
            column_id=column_id, number=number, at=timezone.now(), by=person,
            by_name=person.get_username() if person else "",
            session=session.current(), act=act, about=_name(about), told=told, is_alert=is_alert,
        )
        made.digest = seal(made, before)
        made.save(force_insert=True)
        cursor.execute(_SEAL, [made.digest, column_id or 0])


def record_in(
    columns: Collection[int],
    by: User | AnonymousUser | None,
    act: str,
    about: models.Model,
    *,
    is_alert: bool = False,
    **told: Any,
) -> None:
    """The same in each of these columns' chains, where a thing is shown in several; in the site's, if in none."""
    for column in sorted(columns) or [0]:
        record(by, act, about, column=column or None, is_alert=is_alert and bool(column), **told)


def _name(thing: models.Model | None) -> str:
    return f"{thing._meta.model_name} {thing.pk}"[:80] if thing is not None else ""
