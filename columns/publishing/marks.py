"""Marks on an entry: pinned (in the strip on top of its post) and key event (in the list of them)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import Move, append
from columns.models import Change, Entry

from . import permissions
from .confirmation import needs_confirmation
from .errors import Refused
from .obstacles import check_goes_on
from .permissions import Actor
from .threads import fresh
from .unseen import locked


def pin_entry(*, by: Actor, entry: Entry) -> Entry:
    """Show an entry in the strip on top; it stays in its place in the stream too."""
    permissions.check(by, "pin_entry", entry.column_id)
    return _mark(by, "pin_entry", entry, Change.Op.PIN, pinned=True)


def unpin_entry(*, by: Actor, entry: Entry) -> Entry:
    """Take an entry out of the strip on top."""
    permissions.check(by, "pin_entry", entry.column_id)
    return _mark(by, "unpin_entry", entry, Change.Op.UNPIN, pinned=False)


def mark_key_event(*, by: Actor, entry: Entry) -> Entry:
    """Name an entry in the post's list of key events."""
    permissions.check(by, "mark_key_event", entry.column_id)
    return _mark(by, "mark_key_event", entry, Change.Op.MARK, key_event=True)


def unmark_key_event(*, by: Actor, entry: Entry) -> Entry:
    """Take an entry out of the post's list of key events."""
    permissions.check(by, "mark_key_event", entry.column_id)
    return _mark(by, "unmark_key_event", entry, Change.Op.UNMARK, key_event=False)


def _mark(by: Actor, verb: str, entry: Entry, op: str, **mark: bool) -> Entry:
    """Set one mark; setting it twice changes nothing. Raises Refused unless the entry is published."""
    with transaction.atomic():
        entry = locked(entry)
        if entry.state != Entry.State.PUBLISHED:
            raise Refused(_("Only a published entry can be marked."))
        if any(getattr(entry, name) != value for name, value in mark.items()):
            Entry.objects.filter(pk=entry.pk).update(**mark)
            entry = fresh(entry)
            append(entry.column, [Move(op, entry=entry, post=entry.post), Move(Change.Op.FOLLOW, post=entry.post)])
            check_goes_on(entry.column_id)
            record(
                by, verb, entry, column=entry.column_id, is_alert=needs_confirmation(entry, timezone.now())
            )
        return entry
