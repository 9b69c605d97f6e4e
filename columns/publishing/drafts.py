"""Drafts: texts that no reader has seen. They never enter the log."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.desk import touch
from columns.models import Entry, Post, Writing

from . import permissions, submissions
from .errors import NotAllowed, Refused
from .obstacles import check_not_archived
from .permissions import Actor
from .relations import settled
from .saving import save_entry
from .tags import spelled
from .texts import EntryText, clean_entry
from .threads import first_of
from .unseen import TO_DRAFT, locked


def save_draft(
    *,
    by: Actor,
    post: Post,
    text: EntryText,
    entry: Entry | None = None,
    revision: int | None = None,
    pinned: bool = False,
    key_event: bool = False,
    submit_id: UUID | None = None,
    then: str = "",
) -> Entry:
    """Keep a text without publishing it, and the marks it is to get: a new draft, or another text of `entry`.

    `then` names what the form asks for besides: with something else it is another form, and no second arrival.

    One that waits for approval goes on waiting if an editor has saved it, and is a draft again if somebody else has.
    Raises Refused (empty, too long, already published or scheduled), StaleEdit, NotAllowed.
    """
    permissions.check(by, "save_draft", post.column_id)
    text = clean_entry(text)
    with transaction.atomic():
        submission = submissions.arrive(submit_id, by, "save_draft", entry or post, text, pinned, key_event, then)
        if submission.entry:
            return submission.entry
        if entry:
            entry = locked(entry)
            if entry.is_public:
                raise Refused(_("This entry has been published in the meantime. Amend it instead."))
            if entry.state == Entry.State.SCHEDULED:
                raise Refused(_("This entry is scheduled as it stands. Take it off the schedule to change it."))
        draft = entry or Entry(column=post.column)
        if post.column_id != draft.column_id:
            raise Refused(_("An entry stays in its column."), "post")
        text = replace(
            text, continues=first_of(text.continues, entry, post), relations=settled(text.relations, entry, post),
            tags=spelled(text.tags, post.column_id),
        )
        is_kept_waiting = permissions.may(by, "publish_entry", draft.column_id)
        state = {} if is_kept_waiting else {**TO_DRAFT, "submitted_at": None, "submitted_by": None}
        save_entry(draft, text, by, revision, post=post, pinned=pinned, key_event=key_event, **state)
        submissions.keep(submission, entry=draft)
        touch(draft.column_id, draft)
        check_not_archived(draft.column_id)
        record(by, "save_draft", draft, column=draft.column_id)
        return draft


def discard_draft(*, by: Actor, entry: Entry) -> None:
    """Delete a text that no reader has seen. Raises Refused once it has been published or scheduled."""
    permissions.check(by, "discard_draft", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        if entry.is_public:
            raise Refused(_("What readers have seen cannot be deleted. Withdraw it, with a reason."))
        if entry.state == Entry.State.SCHEDULED:
            raise Refused(_("This entry is scheduled. Take it off the schedule first."))
        if not permissions.may(by, "discard_draft_of_others", entry.column_id):
            _check_own(by, entry)
        Writing.objects.filter(entry=entry).update(entry=None, based_on=None)  # others' words outlive it
        Entry.objects.filter(pk=entry.pk).delete()
        touch(entry.column_id)
        check_not_archived(entry.column_id)
        record(by, "discard_draft", entry, column=entry.column_id)


def _check_own(by: Actor, entry: Entry) -> None:
    writers = set(entry.revisions.values_list("by", flat=True))
    if writers != {getattr(by, "pk", None)}:
        raise NotAllowed(_("You can discard only drafts that nobody else has written in."))
