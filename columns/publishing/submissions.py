"""Submissions: a form that arrives twice does its work once."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.models import Entry, Post, Submission, Writing

from .errors import AlreadySent, NotAllowed
from .permissions import Actor, person
from .texts import EntryText, PostText


def arrive(
    submit_id: UUID | None,
    by: Actor,
    verb: str,
    about: Entry | Post | None,
    text: EntryText | PostText,
    *marks: object,
) -> Submission:
    """The submission of that id: a fresh one, or the earlier one with what came of it.

    Called first in a verb's transaction. A second arrival waits here until the first has committed (the key is
    unique), and finds its result; if the first failed, its row went with it and the second takes its place.
    Without an id there is nothing to recognise, and the submission is not kept. Raises AlreadySent when the id has
    come before with another text or for another act: that is no second arrival, and must not be lost as one.
    """
    if submit_id is None:
        return Submission()
    asked, sender = _hash(verb, about, text, *marks), person(by)
    if _is_first(submit_id, sender, asked):
        return Submission(id=submit_id, by=sender)
    submission = Submission.objects.get(pk=submit_id)
    if submission.by_id != (sender.pk if sender else None):
        raise NotAllowed(_("This form was sent by somebody else. Open it again."))
    if submission.asked != asked:
        raise AlreadySent(_("This form was saved before, with another text or button. Look, and send it again."))
    return submission


def _is_first(submit_id: UUID, sender: User | None, asked: str) -> bool:
    """Whether nobody has used that id, and so it is taken now. Waits for whoever is just taking it."""
    key = Submission._meta.pk.get_db_prep_value(submit_id, connection)
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO columns_submission (id, by_id, asked, at) VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
            [key, sender.pk if sender else None, asked, at],
        )
        return bool(cursor.rowcount)


def _hash(verb: str, about: Entry | Post | None, text: EntryText | PostText, *marks: object) -> str:
    return hashlib.sha256(repr((verb, about.pk if about else None, text.key, *marks)).encode()).hexdigest()


def keep(submission: Submission, **result: object) -> None:
    """Remember what came of it (`entry=` or `post=`), for the second arrival; what was being written has arrived."""
    if submission.pk:
        Submission.objects.filter(pk=submission.pk).update(**result)
        Writing.objects.filter(pk=submission.pk, user=submission.by_id).delete()
