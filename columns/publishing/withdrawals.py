"""Withdrawing an entry, which leaves a stub with a public reason, and restoring it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.changes.log import append
from columns.models import Change, Entry

from . import permissions
from .errors import Refused
from .lines import line
from .locks import lock_thread
from .permissions import Actor
from .shown_images import check_restored
from .social_cards import drop_card
from .threads import fresh, moves_with_neighbours


def withdraw_entry(*, by: Actor, entry: Entry, reason: str) -> Entry:
    """Take an entry's text back; readers see a stub with `reason` in its place.

    Its text stays in its revisions, for editors. Raises Refused (no reason, not published), NotAllowed.
    """
    permissions.check(by, "withdraw_entry", entry.column_id)
    reason = line(reason, "reason", 300, required=True)
    return _turn(
        entry, Change.Op.WITHDRAW, Entry.State.PUBLISHED, _("Only a published entry can be withdrawn."),
        state=Entry.State.WITHDRAWN, withdrawal_reason=reason, withdrawn_at=timezone.now(),
    )


def restore_entry(*, by: Actor, entry: Entry) -> Entry:
    """Show a withdrawn entry's text again, where it stood.

    Raises Refused (not withdrawn, too little is said of a picture in it), NotAllowed.
    """
    permissions.check(by, "restore_entry", entry.column_id)
    return _turn(
        entry, Change.Op.RESTORE, Entry.State.WITHDRAWN, _("Only a withdrawn entry can be restored."),
        state=Entry.State.PUBLISHED, withdrawal_reason="", withdrawn_at=None,
    )


def _turn(entry: Entry, op: str, expected: str, otherwise: str, **fields: object) -> Entry:
    """From one state to the other, with the whole thread: it shows there too."""
    with transaction.atomic():
        lock_thread(entry)
        entry = fresh(entry)
        if entry.state != expected:
            raise Refused(otherwise)
        if entry.is_withdrawn:
            check_restored(entry)
        Entry.objects.filter(pk=entry.pk).update(**fields)
        entry = fresh(entry)
        if entry.is_withdrawn:
            drop_card(entry)
        append(entry.column, moves_with_neighbours(entry, op))
        return entry
