"""The desk's own hint: something moved that is not for readers. It never enters the log, and holds no content."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import F

from columns.models import Column, Entry

from .bell import ring_desk


def touch(column_id: int, *entries: Entry) -> int:
    """Give what moved the desk's next number, and ring its bell once the transaction has committed.

    Called last in a verb's transaction, as `append` is (after it, where both are): the column's row is locked until
    the commit, so that numbers come in the order of commits. Entries that are gone are not named: the desk asks which
    there are. Returns the number; the entries are brought up to date.
    """
    Column.objects.filter(pk=column_id).update(desk_seq=F("desk_seq") + 1)
    seq = Column.objects.values_list("desk_seq", flat=True).get(pk=column_id)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(desk_seq=seq)
    for entry in entries:
        entry.desk_seq = seq
    transaction.on_commit(partial(ring_desk, column_id, desk_seq=seq), robust=True)
    return seq
