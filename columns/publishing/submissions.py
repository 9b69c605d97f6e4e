"""Submissions: a form that arrives twice does its work once."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from columns.models import Submission

from .errors import NotAllowed
from .permissions import Actor, person


def arrive(submit_id: UUID | None, by: Actor) -> Submission:
    """The submission of that id: a fresh one, or the earlier one with what came of it.

    Called first in a verb's transaction. A second arrival waits here until the first has committed (the key is
    unique), and finds its result; if the first failed, its row went with it and the second takes its place.
    Without an id there is nothing to recognise, and the submission is not kept.
    """
    if submit_id is None:
        return Submission()
    submission, fresh = Submission.objects.get_or_create(id=submit_id, defaults={"by": person(by)})
    if not fresh and submission.by != person(by):
        raise NotAllowed(_("This form was sent by somebody else. Open it again."))
    return submission


def keep(submission: Submission, **result: object) -> None:
    """Remember what came of it (`entry=` or `post=`), for the second arrival."""
    if not submission._state.adding:
        Submission.objects.filter(pk=submission.pk).update(**result)
