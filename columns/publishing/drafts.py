"""Drafts: texts that no reader has seen. They never enter the log."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from columns.changes.desk import touch
from columns.models import Entry, Post

from . import permissions, submissions
from .errors import NotAllowed, Refused
from .locks import lock_thread
from .permissions import Actor
from .relations import settled
from .saving import save_entry
from .tags import spelled
from .texts import EntryText, clean_entry
from .threads import first_of, fresh


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
) -> Entry:
    """Keep a text without publishing it, and the marks it is to get: a new draft, or another text of `entry`.

    Raises Refused (empty, too long, already published), StaleEdit, NotAllowed.
    """
    permissions.check(by, "save_draft", post.column_id)
    text = clean_entry(text)
    with transaction.atomic():
        submission = submissions.arrive(submit_id, by, "save_draft", entry or post, text, pinned, key_event)
        if submission.entry:
            return submission.entry
        if entry:
            lock_thread(entry)
            entry = fresh(entry)
            if entry.is_public:
                raise Refused(_("This entry has been published in the meantime. Amend it instead."))
        draft = entry or Entry(column=post.column)
        if post.column_id != draft.column_id:
            raise Refused(_("An entry stays in its column."), "post")
        text = replace(
            text, continues=first_of(text.continues, entry, post), relations=settled(text.relations, entry, post),
            tags=spelled(text.tags, post.column_id),
        )
        save_entry(draft, text, by, revision, post=post, pinned=pinned, key_event=key_event)
        submissions.keep(submission, entry=draft)
        touch(draft.column_id, draft)
        return draft


def discard_draft(*, by: Actor, entry: Entry) -> None:
    """Delete a text that no reader has seen. Raises Refused once it has been published."""
    permissions.check(by, "discard_draft", entry.column_id)
    with transaction.atomic():
        lock_thread(entry)
        entry = fresh(entry)
        if entry.is_public:
            raise Refused(_("What readers have seen cannot be deleted. Withdraw it, with a reason."))
        if not permissions.may(by, "discard_draft_of_others", entry.column_id):
            _check_own(by, entry)
        entry.delete()
        touch(entry.column_id)


def _check_own(by: Actor, entry: Entry) -> None:
    writers = set(entry.revisions.values_list("by", flat=True))
    if writers != {getattr(by, "pk", None)}:
        raise NotAllowed(_("You can discard only drafts that nobody else has written in."))
