"""Holds: anybody on the desk stops an entry that could endanger people; only a second person, an editor, lifts that."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.desk import touch
from columns.models import Entry

from . import permissions
from .errors import NotAllowed, Refused
from .lines import line
from .obstacles import check_not_archived, check_not_held
from .permissions import Actor, person
from .unseen import TO_DRAFT, locked, turn
from .withdrawals import put_stub


def hold_entry(*, by: Actor, entry: Entry, reason: str) -> Entry:
    """Keep an entry from readers until a second person has looked at it; the desk sees `reason`, readers never do.

    It leaves the queue and the schedule. A published one is withdrawn, with a public reason that tells nothing. It is
    possible in a column that is archived or frozen as well. Raises Refused (no reason, held already), NotAllowed.
    """
    permissions.check(by, "hold_entry", entry.column_id)
    reason = line(reason, "reason", 300, required=True)
    with transaction.atomic():
        entry = locked(entry)
        check_not_held(entry)
        held = {"held_at": timezone.now(), "held_by": person(by), "hold_reason": reason}
        if entry.state == Entry.State.PUBLISHED:
            entry = put_stub(entry, _neutral(entry), **held)
            touch(entry.column_id, entry)
        elif entry.is_withdrawn:
            entry = turn(entry, **held)
        else:
            entry = turn(entry, **TO_DRAFT, **held)
        record(by, "hold_entry", entry, column=entry.column_id, is_alert=True)
        return entry


def _neutral(entry: Entry) -> str:
    """What readers are told, in the language of their page."""
    with translation.override(entry.column.language):
        return _("Withdrawn while we check it.")


def lift_hold(*, by: Actor, entry: Entry) -> Entry:
    """Let an entry go on: a draft as a draft, one that readers had seen as withdrawn, until somebody restores it.

    Raises Refused (not held), NotAllowed (the same person who holds it).
    """
    permissions.check(by, "lift_hold", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        if not entry.is_held:
            raise Refused(_("This entry is not held."))
        if person(by) is not None and entry.held_by == person(by):
            raise NotAllowed(_("You hold this entry yourself: a second person has to lift that."))
        entry = turn(entry, held_at=None, held_by=None, hold_reason="")
        check_not_archived(entry.column_id)
        record(by, "lift_hold", entry, column=entry.column_id, is_alert=True)
        return entry
