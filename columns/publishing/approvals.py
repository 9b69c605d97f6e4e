"""Approvals: a reporter submits a text; an editor publishes it (`publish_entry`, `schedule_entry`) or returns it.

What is approved is the text that the editor saw: they publish it at its `revision`, and hear if there is another.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.models import Entry

from . import permissions
from .errors import NotAllowed, Refused, StaleEdit
from .lines import line
from .obstacles import check_not_archived, check_not_held
from .permissions import Actor, person
from .texts import EntryText
from .unseen import TO_DRAFT, locked, turn


def submit_entry(*, by: Actor, entry: Entry, revision: int | None = None) -> Entry:
    """Ask for the approval of a draft, as it stands at `revision`; asking twice is asking once.

    Raises Refused (no draft, held), StaleEdit, NotAllowed.
    """
    permissions.check(by, "submit_entry", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        if revision not in (None, entry.revision):
            theirs = EntryText.of(entry)
            raise StaleEdit(theirs, theirs, entry.revision)
        if entry.state == Entry.State.SUBMITTED:
            return entry
        if entry.state != Entry.State.DRAFT:
            raise Refused(_("Only a draft can be submitted for approval."))
        check_not_held(entry)
        return _turn(
            by, "submit_entry", entry, state=Entry.State.SUBMITTED, submitted_at=timezone.now(),
            submitted_by=person(by), returned_note="",
        )


def recall_entry(*, by: Actor, entry: Entry) -> Entry:
    """Take a submission back, to write on: one's own, or as an editor anybody's. Raises Refused, NotAllowed."""
    permissions.check(by, "recall_entry", entry.column_id)
    with transaction.atomic():
        entry = _submitted(entry)
        is_own = entry.submitted_by_id is not None and entry.submitted_by == person(by)
        if not is_own and not permissions.may(by, "recall_entry_of_others", entry.column_id):
            raise NotAllowed(_("You can take back only what you have submitted yourself."))
        return _turn(by, "recall_entry", entry, **TO_DRAFT, submitted_at=None, submitted_by=None)


def return_entry(*, by: Actor, entry: Entry, note: str) -> Entry:
    """Give a submission back with a note of what is missing; who had submitted it stays known.

    Raises Refused (no note, not submitted), NotAllowed.
    """
    permissions.check(by, "return_entry", entry.column_id)
    note = line(note, "note", 300, required=True)
    with transaction.atomic():
        return _turn(by, "return_entry", _submitted(entry), **TO_DRAFT, returned_note=note)


def _submitted(entry: Entry) -> Entry:
    entry = locked(entry)
    if entry.state != Entry.State.SUBMITTED:
        raise Refused(_("This entry does not wait for approval any more."))
    return entry


def _turn(by: Actor, verb: str, entry: Entry, **fields: Any) -> Entry:
    entry = turn(entry, **fields)
    check_not_archived(entry.column_id)
    record(by, verb, entry, column=entry.column_id)
    return entry
