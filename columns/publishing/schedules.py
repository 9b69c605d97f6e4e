"""Schedules: an entry that is to be published at a set time, and taking one off again, or out of its safety delay."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.models import Column, Entry, Post

from . import permissions, submissions
from .decisions import decide, put_off
from .delays import wait_of
from .errors import Refused
from .obstacles import check_not_archived
from .permissions import Actor
from .texts import EntryText, clean_entry
from .unseen import TO_DRAFT, locked, turn

#: Whoever decided on it may have forgotten it by then.
FURTHEST = timedelta(days=90)


def schedule_entry(
    *,
    by: Actor,
    post: Post,
    due_at: datetime,
    text: EntryText | None = None,
    entry: Entry | None = None,
    revision: int | None = None,
    pinned: bool | None = None,
    key_event: bool | None = None,
    submit_id: UUID | None = None,
) -> Entry:
    """Publish at `due_at`: a new text, another text of `entry`, or (without one) the draft exactly as it was handed in.

    Marks that are not said stay as they are. Raises what `publish_entry` raises, though the post may be opened until
    then; and Refused for a time that has passed, is too far ahead, or would leave the column's safety delay no room.
    """
    permissions.check(by, "schedule_entry", post.column_id)
    if text is None:
        if entry is None:
            raise ValueError("there is nothing to schedule")
        text, revision = EntryText.of(entry), entry.revision if revision is None else revision
    text = clean_entry(text)
    marks = {
        "pinned": bool(entry and entry.pinned) if pinned is None else pinned,
        "key_event": bool(entry and entry.key_event) if key_event is None else key_event,
    }
    with transaction.atomic():
        submission = submissions.arrive(
            submit_id, by, "schedule_entry", entry or post, text, *marks.values(), due_at.isoformat()
        )
        if submission.entry:
            return submission.entry
        decided = decide(by, post, text, entry, revision, marks, submission)
        _check_time(by, decided.entry.column, due_at)
        entry = put_off(decided, due_at, is_delayed=False)
        record(by, "schedule_entry", entry, column=entry.column_id, due_at=due_at.isoformat())
        return entry


def _check_time(by: Actor, column: Column, due_at: datetime) -> None:
    if timezone.is_naive(due_at):
        raise ValueError("due_at must be aware")
    now = timezone.now()
    if due_at <= now:
        raise Refused(_("This time has passed. Publish it, or choose another."), "due_at")
    if due_at > now + FURTHEST:
        raise Refused(_("At most %(days)d days ahead.") % {"days": FURTHEST.days}, "due_at")
    if due_at < now + wait_of(by, column, 0, skips=False):
        raise Refused(_("That is sooner than the safety delay of this column allows. Publish it instead."), "due_at")


def unschedule_entry(*, by: Actor, entry: Entry) -> Entry:
    """Make a scheduled entry a draft again. While it only waits for the safety delay, anybody on the desk may do so.

    Raises Refused (not scheduled: too late, it may be published), NotAllowed.
    """
    permissions.check(by, "unschedule_entry", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        if entry.is_public:
            raise Refused(_("Too late: it has been published. Withdraw it."))
        if entry.state != Entry.State.SCHEDULED:
            raise Refused(_("This entry is not scheduled."))
        if not entry.is_delayed:
            permissions.check(by, "unschedule_undelayed_entry", entry.column_id)
        entry = turn(entry, **TO_DRAFT)
        check_not_archived(entry.column_id)
        record(by, "unschedule_entry", entry, column=entry.column_id)
        return entry
