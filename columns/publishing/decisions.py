"""Decisions to publish: the same whether readers are to see a text now, after the safety delay or at a set time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from columns.changes.desk import touch
from columns.changes.log import append
from columns.models import Change, Column, Entry, Post, Revision, Submission

from . import submissions
from .embeds import tie_embeds
from .errors import Refused, StaleEdit
from .four_eyes import check_four_eyes
from .locks import lock_authors, lock_thread
from .obstacles import check_live, check_not_held, check_not_over
from .permissions import Actor, person
from .relations import settled
from .saving import save_entry
from .shown_images import check_restored, tie_images
from .tags import spelled
from .texts import EntryText
from .threads import first_of, fresh, moves_with_neighbours


@dataclass(frozen=True)
class Decision:
    """An entry, locked (or a new one), with the text that readers are to see."""

    by: Actor
    entry: Entry
    post: Post
    text: EntryText
    #: Whether the text is not the one that is stored.
    is_new_text: bool
    marks: dict[str, bool]
    submission: Submission


def decide(
    by: Actor,
    post: Post,
    text: EntryText,
    entry: Entry | None,
    revision: int | None,
    marks: dict[str, bool],
    submission: Submission | None = None,
) -> Decision:
    """Lock what it is about, and look at it. Raises Refused (published, held, four eyes), StaleEdit."""
    lock_authors(text.bylines)
    lock_thread(entry, text.continues, text.relations)
    entry = fresh(entry) if entry else None
    if entry and entry.is_public:
        raise Refused(_("This entry has been published in the meantime. Amend it instead."))
    if entry and entry.column_id != post.column_id:
        raise Refused(_("An entry stays in its column."), "post")
    text = replace(
        text, continues=first_of(text.continues, entry, post), relations=settled(text.relations, entry, post),
        tags=spelled(text.tags, post.column_id),
    )
    before = EntryText.of(entry) if entry else None
    if entry and before and revision not in (None, entry.revision):
        raise StaleEdit(text, before, entry.revision)
    if entry:
        check_not_held(entry)
    # The column as it is now: its rules may be newer than the caller's copy.
    entry = entry or Entry(column=Column.objects.get(pk=post.column_id))
    check_four_eyes(by, entry.column, entry, is_new_text=text != before)
    return Decision(by, entry, post, text, text != before, marks, submission or Submission())


def show(decided: Decision) -> Entry:
    """Let readers see it, from this moment on. Raises Refused: the post is not live, publishing is stopped."""
    now = timezone.now()
    entry, text = decided.entry, decided.text
    saved = _put(
        decided, state=Entry.State.PUBLISHED, published_at=now, display_time=text.display_time or now,
        due_at=None, due_by=None, is_delayed=False,
    )
    submissions.keep(decided.submission, entry=entry)
    points_at = [each.to.pk for each in text.relations]  # nobody points yet at what was never published
    append(entry.column, moves_with_neighbours(entry, Change.Op.PUBLISH, saved, points_at))
    check_live(decided.post)  # now that the log is locked: it may have been closed while this waited
    return entry


def put_off(decided: Decision, due_at: datetime, *, is_delayed: bool) -> Entry:
    """Let readers see it later: a job publishes it then. Raises Refused, as `show` would now or, surely, then."""
    entry = decided.entry
    _put(
        decided, state=Entry.State.SCHEDULED, display_time=decided.text.display_time, due_at=due_at,
        due_by=person(decided.by), is_delayed=is_delayed,
    )
    check_restored(entry)
    submissions.keep(decided.submission, entry=entry)
    touch(entry.column_id, entry)
    (check_live if is_delayed else check_not_over)(decided.post)
    return entry


def _put(decided: Decision, **state: Any) -> Revision | None:
    """Write the text with the state it gets. What is stored already makes no revision: nobody has written it anew."""
    entry, fields = decided.entry, {"post": decided.post, "returned_note": "", **decided.marks, **state}
    if decided.is_new_text:
        return save_entry(entry, decided.text, decided.by, entry.revision, **fields)
    Entry.objects.filter(pk=entry.pk).update(**fields)
    for name, value in fields.items():
        setattr(entry, name, value)
    tie_embeds(entry, entry.body)
    tie_images(entry, entry.body)
    return entry.revisions.filter(number=entry.revision).first()
