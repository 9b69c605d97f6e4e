"""Due entries: a thread of its own publishes them, so that no site that hangs holds one up."""

from __future__ import annotations

import logging
import threading

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from columns.models import Entry
from columns.publishing.falling_due import fail_due_entry, publish_due_entry

from .faults import note_fault

logger = logging.getLogger(__name__)

#: Seconds between two looks for what another process may have scheduled meanwhile.
PAUSE = 1.0
#: Seconds after which it is said that an entry was late.
LATE = 60.0


def look_out(is_over: threading.Event) -> None:
    """Publish each entry within moments of its time, until it is over. It asks the database once a second."""
    is_in_trouble = False
    try:
        while not is_over.is_set():
            try:
                pause = publish_next()
                is_in_trouble = False
            except Exception as error:  # noqa: BLE001 - the database is away, most likely: it will be back
                if not is_in_trouble:
                    logger.warning("what is due cannot be published yet: %s", type(error).__name__)
                is_in_trouble, pause = True, PAUSE
                connections.close_all()
            is_over.wait(pause)
    finally:
        connections.close_all()


def publish_next() -> float:
    """Publish the entry that is due first, if its time has come. The seconds until the next look is worth it."""
    entry = Entry.objects.filter(due_at__isnull=False).order_by("due_at").first()
    if entry is None or entry.due_at is None:
        return PAUSE
    late = (timezone.now() - entry.due_at).total_seconds()
    if late < 0:
        return min(-late, PAUSE)
    work_on_entry(entry)
    if late > LATE:
        logger.warning("entry %s was due %d seconds ago", entry.pk, late)
    return 0.0


def work_on_entry(entry: Entry) -> None:
    """Publish it, or give it back to the desk: one that only fails would keep all others from their time."""
    try:
        publish_due_entry(by=None, entry=entry)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be published
        note_fault(entry, error)
        fail_due_entry(by=None, entry=entry)
