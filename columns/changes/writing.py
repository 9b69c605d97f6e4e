"""Writing the log: what `append` says to the database, as briefly as it can be said.

All who publish into a column wait for each other from the first of these statements until the commit, so PostgreSQL
gets them in one message. SQLite takes them one by one: there is no way between it and us.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from columns.models import Column

if TYPE_CHECKING:
    from .log import Move

_ADVANCE = "UPDATE columns_column SET head_seq = head_seq + %s WHERE id = %s RETURNING epoch, head_seq"
# Where the head is now, only the row itself knows: it is locked, so it stays there.
_LOG = """
    INSERT INTO columns_change (column_id, seq, op, post_id, entry_id, revision_id, at)
    SELECT id, head_seq - %s, %s, %s, %s, %s, %s FROM columns_column WHERE id = %s
"""
_LABEL = """
    UPDATE columns_entry SET seq = head_seq - %s, first_seq = COALESCE(first_seq, head_seq - %s)
    FROM columns_column WHERE columns_column.id = %s AND columns_entry.id = %s
"""


def write(column_id: int, moves: Sequence[Move]) -> tuple[UUID, int]:
    """Advance a column's head by so many moves, log each at its number, and label the entries among them with it.

    Returns the epoch and the new head.
    """
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    statements: list[tuple[str, list[Any]]] = [(_ADVANCE, [len(moves), column_id])]
    for behind, move in zip(reversed(range(len(moves))), moves, strict=True):
        post, entry, revision = (thing and thing.pk for thing in (move.post, move.entry, move.revision))
        statements.append((_LOG, [behind, move.op, post, entry, revision, at, column_id]))
        if entry:
            statements.append((_LABEL, [behind, behind, column_id, entry]))
    return _said(statements)


def _said(statements: list[tuple[str, list[Any]]]) -> tuple[UUID, int]:
    """Have them done; what the first one returned."""
    if connection.vendor == "postgresql":
        statements = [(";".join(sql for sql, _ in statements), [value for _, values in statements for value in values])]
    first, *others = statements
    with connection.cursor() as cursor:
        cursor.execute(*first)
        epoch, head_seq = cursor.fetchone()
        for other in others:
            cursor.execute(*other)
    return Column._meta.get_field("epoch").to_python(epoch), head_seq
