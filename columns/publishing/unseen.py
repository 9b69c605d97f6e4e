"""Entries that no reader has seen, on their way from one state to another: what all those acts have in common."""

from __future__ import annotations

from typing import Any

from columns.changes.desk import touch
from columns.models import Entry

from .locks import lock_thread
from .threads import fresh

#: What becomes of an entry that leaves the schedule or the queue of approvals.
TO_DRAFT: dict[str, Any] = {"state": Entry.State.DRAFT, "due_at": None, "due_by": None, "is_delayed": False}


def locked(entry: Entry) -> Entry:
    """The entry as it is now, locked with its thread. Raises Refused when it is gone."""
    lock_thread(entry)
    return fresh(entry)


def turn(entry: Entry, **fields: Any) -> Entry:
    """Write what becomes of a locked entry, and tell the desk, not the log."""
    Entry.objects.filter(pk=entry.pk).update(**fields)
    entry = fresh(entry)
    touch(entry.column_id, entry)
    return entry
