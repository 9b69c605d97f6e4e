"""Publishing and amending entries."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import append
from columns.models import Change, Correction, Entry, Post

from . import permissions, submissions
from .decisions import decide, put_off, show
from .delays import skips_delay, wait_of
from .errors import Refused, StaleEdit
from .lines import line
from .locks import lock_authors, lock_thread
from .noticed import is_noticed
from .obstacles import check_goes_on
from .permissions import Actor, person
from .relations import settled
from .saving import save_entry
from .tags import spelled
from .texts import EntryText, clean_entry
from .threads import first_of, fresh, moves, neighbours, pointing_at


def publish_entry(
    *,
    by: Actor,
    post: Post,
    text: EntryText,
    entry: Entry | None = None,
    revision: int | None = None,
    pinned: bool = False,
    key_event: bool = False,
    delay: int = 0,
    at_once: bool = False,
    submit_id: UUID | None = None,
) -> Entry:
    """Show a text to readers: a new entry, or the draft `entry` as it stands at `revision`.

    In a column with a safety delay, or with a longer `delay` (seconds) of its own, it is scheduled for then; `at_once`
    leaves out the column's, for chiefs. Without a display time it gets the time of publication. Raises Refused (empty,
    too long, the post is not live, published before, held, four eyes), StaleEdit (another text of the draft was saved
    since), NotAllowed.
    """
    permissions.check(by, "publish_entry", post.column_id)
    text, marks = clean_entry(text), {"pinned": pinned, "key_event": key_event}
    with transaction.atomic():
        submission = submissions.arrive(
            submit_id, by, "publish_entry", entry or post, text, pinned, key_event, delay, at_once
        )
        if submission.entry:
            return submission.entry
        decided = decide(by, post, text, entry, revision, marks, submission)
        skips = at_once and skips_delay(by, decided.entry.column)
        wait = wait_of(by, decided.entry.column, delay, skips=skips)
        entry = put_off(decided, timezone.now() + wait, is_delayed=True) if wait else show(decided)
        record(
            by, "publish_entry", entry, column=entry.column_id, is_alert=skips, delay=wait.seconds, at_once=skips
        )
        return entry


def amend_entry(
    *, by: Actor, entry: Entry, text: EntryText, revision: int, note: str = "", submit_id: UUID | None = None
) -> Entry:
    """Change what a published entry says, from exactly `revision`; an empty display time keeps the old one.

    `note` is for readers: what was wrong, and what is right now. It stands above its text for good, and can come by
    itself. A changed headline or body is marked as amended, and so is a note. Nothing changed, nothing is logged.
    Neither the safety delay nor four eyes hold up a correction. Raises Refused (not published, or withdrawn), StaleEdit
    with both texts, NotAllowed.
    """
    permissions.check(by, "amend_entry", entry.column_id)
    text, note = clean_entry(text), line(note, "note", 600)
    with transaction.atomic():
        submission = submissions.arrive(submit_id, by, "amend_entry", entry, text, note)
        if submission.entry:
            return submission.entry
        lock_authors(text.bylines)
        lock_thread(entry, text.continues, text.relations)
        entry = fresh(entry)
        before = EntryText.of(entry)
        text = replace(
            text,
            display_time=text.display_time or before.display_time,
            continues=first_of(text.continues, entry, entry.post),
            relations=settled(text.relations, entry, entry.post),
            tags=spelled(text.tags, entry.column_id),
        )
        if revision != entry.revision:
            raise StaleEdit(text, before, entry.revision)
        if entry.state != Entry.State.PUBLISHED:
            raise Refused(_("Only a published entry can be amended. Restore it first, if it was withdrawn."))
        submissions.keep(submission, entry=entry)
        if text != before or note:
            _amend(entry, before, text, note, by)
            check_goes_on(entry.column_id)
            # A correction waits for nobody, so a second pair of eyes comes afterwards: the chiefs'.
            is_alert = is_noticed(entry, entry.column_id)
            record(by, "amend_entry", entry, column=entry.column_id, is_alert=is_alert)
        return entry


def _amend(entry: Entry, before: EntryText, text: EntryText, note: str, by: Actor) -> None:
    told = note or (text.headline, text.body) != (before.headline, before.body)
    left = [before.continues] if before.continues and before.continues != text.continues else []
    pointed = [each.to for each in set(before.relations) ^ set(text.relations)]
    was_called = entry.in_short
    saved, entry.amended_at = None, timezone.now() if told else entry.amended_at
    if text != before:
        saved = save_entry(entry, text, by, entry.revision, amended_at=entry.amended_at)
    else:
        Entry.objects.filter(pk=entry.pk).update(amended_at=entry.amended_at)
    if note:
        Correction.objects.create(entry=entry, number=entry.revision, note=note, by=person(by))
    face = (text.headline, text.display_time, text.continues) != (
        before.headline, before.display_time, before.continues
    )
    shown_in = neighbours(entry) if face else pointing_at(entry) if entry.in_short != was_called else []
    followers = (move for other in (*shown_in, *left, *pointed) for move in moves(other, Change.Op.FOLLOW))
    append(entry.column, [*moves(entry, Change.Op.AMEND, saved), *followers])
