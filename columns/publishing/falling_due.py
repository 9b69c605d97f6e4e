"""Falling due: publishing what was scheduled, once, when its time has come; or giving it back to the desk.

Whatever number of jobs come for one entry, they come one after the other: its lock is what makes that once, and its
state says whether it has been done. Nothing but the row has to survive a restart.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.models import Entry

from . import permissions
from .decisions import decide, show
from .errors import Refused
from .locks import lock_authors
from .permissions import Actor
from .texts import EntryText
from .unseen import TO_DRAFT, locked, turn

#: A statement of the past hours can be dangerous now: what could not be published for so long is asked about again.
LATEST = timedelta(minutes=15)


def publish_due_entry(*, by: Actor, entry: Entry) -> Entry | None:
    """Publish a scheduled entry whose time has come, in the name of whoever decided so; None: it was not its turn.

    All that is asked when an editor publishes is asked again. What stands in the way sends it back to the desk as a
    draft, with a note. Raises NotAllowed.
    """
    permissions.check(by, "publish_due_entry")
    with transaction.atomic():
        due = _claim(entry)
        if due is None:
            return None
        decided_by = due.due_by  # read anew, as is the account
        try:
            with transaction.atomic():  # what is refused has written nothing
                _check_due(due, decided_by)
                marks = {"pinned": due.pinned, "key_event": due.key_event}
                shown = show(decide(decided_by, due.post, EntryText.of(due), due, due.revision, marks))
        except Refused as refusal:
            return _send_back(due, refusal.message)
        record(decided_by, "publish_entry", shown, column=shown.column_id, was_due=True)
        return shown


def fail_due_entry(*, by: Actor, entry: Entry) -> Entry | None:
    """Send a due entry back to the desk that could not be published by our own fault. Raises NotAllowed."""
    permissions.check(by, "fail_due_entry")
    with transaction.atomic():
        due = _claim(entry)
        return _send_back(due, _("something went wrong on the server. Publish it yourself.")) if due else None


def _claim(entry: Entry) -> Entry | None:
    """The entry, locked with its authors and its thread, if it is still to be published, and now."""
    lock_authors(EntryText.of(entry).bylines)
    if not Entry.objects.filter(pk=entry.pk).exists():
        return None
    due = locked(entry)
    # Another revision may be signed by others: the next look comes with these.
    is_same = due.state == Entry.State.SCHEDULED and due.revision == entry.revision
    return due if is_same and due.due_at is not None and due.due_at <= timezone.now() else None


def _check_due(due: Entry, decided_by: User | None) -> None:
    if due.due_at is not None and timezone.now() - due.due_at > LATEST:
        raise Refused(_("nothing could be published then, and now it may be wrong. Read it again."))
    if not permissions.may(decided_by, "publish_entry", due.column_id):
        raise Refused(_("%(person)s may not publish here any more.") % {"person": decided_by})


def _send_back(due: Entry, why: str) -> Entry:
    local = timezone.localtime(due.due_at, due.column.zone)
    note = _("It was to be published at %(time)s: %(why)s") % {"time": f"{local:%H:%M}", "why": why}
    decided_by = due.due_by
    entry = turn(due, **TO_DRAFT, returned_note=note[:300])
    record(decided_by, "return_entry", entry, column=entry.column_id, is_alert=True, was_due=True)
    return entry
