"""Submissions: a form that arrives twice does its work once."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils.translation import gettext as _

from columns.models import Entry, Post, Submission

from .errors import AlreadySent, NotAllowed
from .permissions import Actor, person
from .texts import EntryText, PostText


def arrive(
    submit_id: UUID | None, by: Actor, verb: str, about: Entry | Post | None, text: EntryText | PostText
) -> Submission:
    """The submission of that id: a fresh one, or the earlier one with what came of it.

    Called first in a verb's transaction. A second arrival waits here until the first has committed (the key is
    unique), and finds its result; if the first failed, its row went with it and the second takes its place.
    Without an id there is nothing to recognise, and the submission is not kept. Raises AlreadySent when the id has
    come before with another text or for another act: that is no second arrival, and must not be lost as one.
    """
    if submit_id is None:
        return Submission()
    asked = _hash(verb, about, text)
    submission, fresh = Submission.objects.get_or_create(id=submit_id, defaults={"by": person(by), "asked": asked})
    if not fresh and submission.by != person(by):
        raise NotAllowed(_("This form was sent by somebody else. Open it again."))
    if not fresh and submission.asked != asked:
        raise AlreadySent(_("This form was saved before, with another text or button. Look, and send it again."))
    return submission


def _hash(verb: str, about: Entry | Post | None, text: EntryText | PostText) -> str:
    return hashlib.sha256(repr((verb, about.pk if about else None, text.key)).encode()).hexdigest()


def keep(submission: Submission, **result: object) -> None:
    """Remember what came of it (`entry=` or `post=`), for the second arrival."""
    if not submission._state.adding:
        Submission.objects.filter(pk=submission.pk).update(**result)
