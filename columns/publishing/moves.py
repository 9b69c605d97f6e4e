"""Moving an entry to another post of its column."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from columns.changes.log import Move, append
from columns.models import Change, Entry, Post

from . import permissions
from .errors import Refused
from .locks import lock_thread
from .permissions import Actor
from .threads import fresh, moves_with_neighbours


def move_entry(*, by: Actor, entry: Entry, post: Post) -> Entry:
    """Put an entry into another post; its permalink and its time stay.

    Pages of the old post drop it, pages of the new one take it in at its time. Raises Refused (another column, a
    public entry into a post that is not open), NotAllowed.
    """
    permissions.check(by, "move_entry", entry.column_id)
    with transaction.atomic():
        lock_thread(entry)
        entry = fresh(entry)
        origin, post = entry.post, Post.objects.get(pk=post.pk)
        if post.column_id != entry.column_id:
            raise Refused(_("An entry stays in its column."), "post")
        if entry.is_public and not post.is_public:
            raise Refused(_("“%(post)s” has not been opened yet.") % {"post": post.title}, "post")
        if post == origin:
            return entry
        Entry.objects.filter(pk=entry.pk).update(post=post)
        entry.post = post
        if entry.is_public:
            left = [Move(Change.Op.FOLLOW, post=origin)] if entry.pinned or entry.key_event else []
            append(entry.column, [*moves_with_neighbours(entry, Change.Op.MOVE), *left])
        return entry
