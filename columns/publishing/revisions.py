"""Earlier texts: bringing one back, and taking the words out of one that could endanger somebody."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.desk import touch
from columns.models import Column, Entry, Post, Revision, Submission, Writing

from . import permissions
from .confirmation import needs_confirmation
from .drafts import save_draft
from .entries import amend_entry
from .errors import Refused
from .locks import lock_authors, lock_images, lock_thread
from .permissions import Actor, person
from .posts import amend_post
from .social_cards import drop_card, drop_post_card
from .texts import EntryText, PostText
from .threads import fresh


def restore_revision(
    *, by: Actor, revision: Revision, based_on: int, submit_id: UUID | None = None
) -> Entry | Post:
    """Put an earlier text over the present one, which stays among the earlier texts: as its next, from `based_on`.

    Names, times and whatever else is not in a revision stay as they are. Raises Refused (blanked, or as whoever amends
    or saves a draft is refused), StaleEdit, NotAllowed.
    """
    permissions.check(by, "restore_revision", _of(revision).column_id)
    with transaction.atomic():
        if isinstance(thing := _of(revision), Entry):
            restored: Entry | Post = _restore_entry(by, thing, revision, based_on, submit_id)
        else:
            restored = _restore_post(by, thing, revision, based_on, submit_id)
        record(by, "restore_revision", restored, column=restored.column_id, number=revision.number)
        return restored


def _restore_entry(by: Actor, entry: Entry, revision: Revision, based_on: int, submit_id: UUID | None) -> Entry:
    present = EntryText.of(entry)
    lock_authors(present.bylines)
    lock_thread(entry, present.continues, present.relations)
    entry, told = fresh(entry), _readable(revision)
    text = replace(EntryText.of(entry), headline=told.headline, body=told.body)
    if entry.is_public:
        return amend_entry(by=by, entry=entry, text=text, revision=based_on, submit_id=submit_id)
    return save_draft(
        by=by, post=entry.post, text=text, entry=entry, revision=based_on, pinned=entry.pinned,
        key_event=entry.key_event, submit_id=submit_id,
    )


def _restore_post(by: Actor, post: Post, revision: Revision, based_on: int, submit_id: UUID | None) -> Post:
    present = PostText.of(post)
    lock_authors(present.bylines)
    lock_images([present.lead.pk] if present.lead else [])
    post, told = _locked_post(post), _readable(revision)
    text = replace(PostText.of(post), title=told.headline, standfirst=told.standfirst, standing=told.body)
    return amend_post(by=by, post=post, text=text, revision=based_on, submit_id=submit_id)


def _readable(revision: Revision) -> Revision:
    """As it is now. Raises Refused when its words have been taken out."""
    revision = Revision.objects.get(pk=revision.pk)
    if revision.blanked_at:
        raise Refused(_("This text has been blanked: there is nothing left to restore."))
    return revision


def blank_revision(*, by: Actor, revision: Revision) -> Revision:
    """Take the words out of one earlier text for good, to keep somebody safe; that there was one stays to be seen.

    With it goes what else was kept of them: everybody's unsent texts of that entry, what its forms had asked, its
    lines in the admin's log, its drawn cards. docs/revisions.md says what may hold them still. The last text of a
    withdrawn entry can be blanked too, and is never restored then. Raises Refused (it is the present text), NotAllowed.
    """
    permissions.check(by, "blank_revision", _of(revision).column_id)
    with transaction.atomic():
        thing = _locked(_of(revision))
        revision = Revision.objects.get(pk=revision.pk)
        if revision.number == thing.revision:
            _empty(thing)
        Revision.objects.filter(pk=revision.pk, blanked_at=None).update(
            headline="", standfirst="", body="", salt="", blanked_at=timezone.now(), blanked_by=person(by)
        )
        _forget_traces(thing)
        touch(thing.column_id, *([thing] if isinstance(thing, Entry) else []))
        is_alert = needs_confirmation(thing, timezone.now())
        record(by, "blank_revision", thing, column=thing.column_id, is_alert=is_alert, number=revision.number)
        return Revision.objects.get(pk=revision.pk)


def _empty(thing: Entry | Post) -> None:
    """Take the words out of a withdrawn entry itself. Of anything else the present text is refused."""
    if not (isinstance(thing, Entry) and thing.is_withdrawn):
        raise Refused(
            _("This is the present text. Take the words out and save it: it is then an earlier one, to be blanked.")
        )
    thing.headline = thing.body = thing.salt = ""
    Entry.objects.filter(pk=thing.pk).update(headline="", body="", salt="", event_time=None, event_zone="")
    for held in (thing.embeds, thing.images, thing.tags):
        held.clear()


def _forget_traces(thing: Entry | Post) -> None:
    """Delete what else was stored of the words, by whomever."""
    kind, key = thing._meta.model_name, thing.pk
    LogEntry.objects.filter(
        content_type__app_label="columns", content_type__model=kind, object_id=key
    ).update(object_repr=key, change_message="")
    if isinstance(thing, Post):
        Submission.objects.filter(post=thing).update(asked="")
        drop_post_card(thing)
        return
    Submission.objects.filter(entry=thing).update(asked="")
    # Also what was kept of it while it had no entry yet, should an autosave have come late.
    sent = Submission.objects.filter(entry=thing).values("pk")
    Writing.objects.filter(Q(entry=thing) | Q(pk__in=sent)).delete()
    for shown_on in Entry.objects.filter(Q(pk=key) | Q(continues=thing)).order_by("pk"):
        drop_card(shown_on)


def _of(revision: Revision) -> Entry | Post:
    thing = revision.entry or revision.post
    assert thing  # noqa: S101 - `revision_of_one_thing`
    return thing


def _locked(thing: Entry | Post) -> Entry | Post:
    if isinstance(thing, Post):
        return _locked_post(thing)
    lock_thread(thing)
    return fresh(thing)


def _locked_post(post: Post) -> Post:
    """The post as it is now, with its column, which whoever amends one locks."""
    Column.objects.select_for_update(no_key=True).get(pk=post.column_id)
    return Post.objects.select_related("column").get(pk=post.pk)
