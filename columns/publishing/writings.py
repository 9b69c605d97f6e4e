"""Writings: what somebody is typing, kept until it is sent. For the writer alone; nobody else is told of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.models import Entry, Post, Revision, Submission, Writing

from . import permissions
from .errors import NotAllowed, Refused
from .permissions import Actor, person

#: What one may hold, in bytes of JSON: a body at its cap, and the rest of the form.
LARGEST = 256 * 1024
#: So many are kept of one person: the newest. No page offers more, and nobody fills the disk.
MOST = 200
#: So long it is kept after the last word that was typed: whoever wants it back comes back in time, and what nobody
#: misses is not there to be found by others.
KEPT_FOR = timedelta(days=14)
#: What a field may hold.
Value = str | int | float | bool | None


def keep_writing(
    *,
    by: Actor,
    id: UUID,
    post: Post,
    fields: Mapping[str, Value],
    entry: Entry | None = None,
    based_on: int | None = None,
) -> None:
    """Keep the fields of a form as they are now, in place of what was kept under that id before.

    One that has been sent meanwhile is not kept any more. Raises Refused (too large, or another form of a text that was
    blanked), NotAllowed (another's).
    """
    permissions.check(by, "keep_writing", post.column_id)
    user = person(by)
    clean = {
        _storable(name): _storable(value) if isinstance(value, str) else value for name, value in fields.items()
    }
    if entry and based_on and entry.revisions.filter(number=based_on).exclude(blanked_at=None).exists():
        raise Refused(_("What this builds on was blanked to keep somebody safe: the server keeps nothing of it."))
    if user is None or (entry and entry.column_id != post.column_id):
        raise NotAllowed(_("You do not have the permission to do this."))
    if len(json.dumps(clean, ensure_ascii=False).encode()) > LARGEST:
        raise Refused(_("This is too long to be kept on the server. Your browser keeps it."))
    told = {"post": post, "entry": entry, "based_on": based_on, "fields": clean, "at": timezone.now()}
    if Writing.objects.filter(pk=id, user=user).update(**told) or Submission.objects.filter(pk=id).exists():
        return
    try:
        with transaction.atomic():
            Writing.objects.create(id=id, user=user, **told)
            oldest = Writing.objects.filter(user=user).order_by("-at").values_list("pk", flat=True)[MOST:]
            Writing.objects.filter(pk__in=list(oldest)).delete()
    except IntegrityError:  # somebody else's, or our own from another tab at the same instant
        if not Writing.objects.filter(pk=id, user=user).update(**told):
            raise NotAllowed(_("You do not have the permission to do this.")) from None
    # It may have been sent at this very moment, and the form have found nothing yet to let go.
    Writing.objects.filter(pk=id, user=user, pk__in=Submission.objects.filter(pk=id).values("pk")).delete()


def drop_writing(*, by: Actor, id: UUID, post: Post) -> None:
    """Let go what was kept under that id, if it is one's own. Raises NotAllowed."""
    permissions.check(by, "drop_writing", post.column_id)
    Writing.objects.filter(pk=id, user=person(by)).delete()


def forget_writings(*, by: Actor) -> int:
    """Let go what nobody has touched for KEPT_FOR; how many there were. Raises NotAllowed.

    What was typed about an entry stays while anybody works on that: saves a text of it, or types one.
    """
    permissions.check(by, "forget_writings")
    since = timezone.now() - KEPT_FOR
    typed = Writing.objects.filter(entry=OuterRef("entry"), at__gte=since)
    saved = Revision.objects.filter(entry=OuterRef("entry"), at__gte=since)
    number, _by_kind = Writing.objects.filter(~Exists(typed), ~Exists(saved), at__lt=since).delete()
    return number


def _storable(value: str) -> str:
    """What every database takes: neither NUL nor half a character."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()
