"""Moving an entry to another post of its column."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.desk import touch
from columns.changes.log import Move, append
from columns.models import Change, Entry, Post

from . import permissions
from .confirmation import needs_confirmation
from .errors import Refused
from .obstacles import check_goes_on, check_live, check_not_archived, check_not_over
from .permissions import Actor
from .threads import moves_with_neighbours
from .unseen import locked


def move_entry(*, by: Actor, entry: Entry, post: Post) -> Entry:
    """Put an entry into another post; its permalink and its time stay.

    Pages of the old post drop it, pages of the new one take it in at its time. Raises Refused (another column, a
    public entry into a post that is not open, a scheduled one into a post that is over), NotAllowed.
    """
    permissions.check(by, "move_entry", entry.column_id)
    with transaction.atomic():
        entry = locked(entry)
        origin, post = entry.post, Post.objects.get(pk=post.pk)
        if post.column_id != entry.column_id:
            raise Refused(_("An entry stays in its column."), "post")
        if entry.is_public and not post.is_public:
            raise Refused(_("“%(post)s” has not been opened yet.") % {"post": post.title}, "post")
        if post == origin:
            return entry
        is_alert = needs_confirmation(entry, timezone.now())
        Entry.objects.filter(pk=entry.pk).update(post=post)
        entry.post = post
        if entry.is_public:
            left = [Move(Change.Op.FOLLOW, post=origin)] if entry.pinned or entry.key_event else []
            append(entry.column, [*moves_with_neighbours(entry, Change.Op.MOVE), *left])
            check_goes_on(entry.column_id)
            is_alert |= needs_confirmation(entry, timezone.now())
        else:
            touch(entry.column_id, entry)
            check_not_archived(entry.column_id)
            _check_due(entry)
        record(by, "move_entry", entry, column=entry.column_id, is_alert=is_alert, origin=origin.pk, post=post.pk)
        return entry


def _check_due(entry: Entry) -> None:
    """Raise Refused if a scheduled entry would not be published where it is now."""
    if entry.state == Entry.State.SCHEDULED:
        (check_live if entry.is_delayed else check_not_over)(entry.post)
