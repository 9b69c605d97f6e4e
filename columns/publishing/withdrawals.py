"""Withdrawing an entry, which leaves a stub with a public reason, and restoring it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import append
from columns.models import Change, Entry

from . import permissions
from .confirmation import needs_confirmation
from .errors import Refused
from .lines import line
from .obstacles import check_goes_on, check_not_held
from .permissions import Actor
from .shown_images import check_restored
from .social_cards import drop_card
from .threads import fresh, moves_with_neighbours
from .unseen import locked


def withdraw_entry(*, by: Actor, entry: Entry, reason: str) -> Entry:
    """Take an entry's text back; readers see a stub with `reason` in its place.

    Its text stays in its revisions, for editors. It is possible in a column that is archived or frozen as well. Raises
    Refused (no reason, not published), NotAllowed.
    """
    permissions.check(by, "withdraw_entry", entry.column_id)
    reason = line(reason, "reason", 300, required=True)
    with transaction.atomic():
        entry = locked(entry)
        if entry.state != Entry.State.PUBLISHED:
            raise Refused(_("Only a published entry can be withdrawn."))
        entry = put_stub(entry, reason)
        _record(by, "withdraw_entry", entry)
        return entry


def restore_entry(*, by: Actor, entry: Entry) -> Entry:
    """Show a withdrawn entry's text again, where it stood.

    Raises Refused (not withdrawn, held, too little is said of a picture in it), NotAllowed.
    """
    permissions.check(by, "restore_entry", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        if entry.state != Entry.State.WITHDRAWN:
            raise Refused(_("Only a withdrawn entry can be restored."))
        check_not_held(entry)
        if not entry.headline and not entry.body:
            raise Refused(_("The text of this entry has been blanked: there is nothing left to restore."))
        check_restored(entry)
        fields = {"state": Entry.State.PUBLISHED, "withdrawal_reason": "", "withdrawn_at": None}
        entry = _turn(entry, Change.Op.RESTORE, **fields)
        check_goes_on(entry.column_id)
        _record(by, "restore_entry", entry)
        return entry


def put_stub(entry: Entry, reason: str, **more: object) -> Entry:
    """Put a stub in the place of a published entry, which is locked; `more` of its fields with it."""
    fields = {"state": Entry.State.WITHDRAWN, "withdrawal_reason": reason, "withdrawn_at": timezone.now()}
    return _turn(entry, Change.Op.WITHDRAW, **fields, **more)


def _turn(entry: Entry, op: str, **fields: object) -> Entry:
    """From one state to the other, with the whole thread: it shows there too."""
    Entry.objects.filter(pk=entry.pk).update(**fields)
    entry = fresh(entry)
    if entry.is_withdrawn:
        drop_card(entry)
    append(entry.column, moves_with_neighbours(entry, op))
    return entry


def _record(by: Actor, verb: str, entry: Entry) -> None:
    is_alert = needs_confirmation(entry, timezone.now())
    record(by, verb, entry, column=entry.column_id, is_alert=is_alert)
