"""Threads, and which entries an act on one entry moves with it: those of its thread, and those it is related to.

A follow-up shows its first entry's headline and time, and the first entry points forward to each follow-up: so what
happens to one shows in the others. Threads are one level deep, which keeps this bounded. Whoever asks here has
locked the thread (`locks.lock_thread`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from columns.changes.log import Move
from columns.models import Change, Entry, Post, Revision

from .errors import Refused
from .relations import related_to


def fresh(entry: Entry) -> Entry:
    """The entry as it is now in the database. Raises Refused when it is gone."""
    try:
        return Entry.objects.select_related("column", "post", "continues").get(pk=entry.pk)
    except Entry.DoesNotExist:
        raise Refused(_("This entry is gone: it was a draft, and somebody discarded it.")) from None


def first_of(continues: Entry | None, entry: Entry | None, post: Post) -> Entry | None:
    """The first entry of the thread that an entry joins by continuing `continues`. Raises Refused."""
    if continues is None:
        return None
    continues = fresh(continues)
    first = continues.continues or continues
    if first.column_id != post.column_id:
        raise Refused(_("An entry can only continue one of the same column."), "continues")
    if not first.is_public:
        raise Refused(_("An entry can only continue one that has been published."), "continues")
    if entry and entry.pk in (first.pk, continues.pk):
        raise Refused(_("An entry cannot continue itself."), "continues")
    if entry and entry.follow_ups.exists():
        raise Refused(_("Other entries continue this one: it is the first of its thread and stays so."), "continues")
    return first


def neighbours(entry: Entry, related: Iterable[str] | None = None) -> list[Entry]:
    """The public entries in which something of this one shows: in its thread, and by its relations both ways.

    `related`: the keys of the latter, from one who knows them.
    """
    keys = related_to(entry) if related is None else set(related)
    if entry.continues_id:
        keys.add(entry.continues_id)
    about = Q(pk__in=keys)
    if entry.first_seq is not None:  # nobody yet continues a text that readers have never seen
        about |= Q(continues=entry.pk)
    elif not keys:
        return []
    return list(Entry.objects.public().filter(about).select_related("post"))


def pointing_at(entry: Entry) -> list[Entry]:
    """The public entries that show the first words of this one."""
    return list(Entry.objects.public().filter(relations__to=entry.pk).select_related("post"))


def moves(entry: Entry, op: str, revision: Revision | None = None) -> Iterator[Move]:
    """What moves when an entry does: itself, and its post's head if the entry is named there."""
    yield Move(op, entry=entry, post=entry.post, revision=revision)
    if entry.pinned or entry.key_event:
        yield Move(Change.Op.FOLLOW, post=entry.post)


def moves_with_neighbours(
    entry: Entry, op: str, revision: Revision | None = None, related: Iterable[str] | None = None
) -> list[Move]:
    """The same, with every neighbour."""
    followers = [move for other in neighbours(entry, related) for move in moves(other, Change.Op.FOLLOW)]
    return [*moves(entry, op, revision), *followers]
