"""Relations: the earlier entries that a text points at.

The later entry shows the time and the first words of the earlier one, the earlier one the time of the later: so what
happens to one shows in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from django.db.models import Q
from django.utils.translation import gettext as _

from columns.models import Entry, Post, Relation

from .errors import Refused
from .texts import Related

MOST = 20


def settled(relations: Sequence[Related], entry: Entry | None, post: Post) -> tuple[Related, ...]:
    """The same relations, with their entries as they are now. Raises Refused. Whoever asks has locked them."""
    if not relations:
        return ()
    keys = [each.to.pk for each in relations]
    if len(keys) > MOST:
        raise too_many()
    if len(set(keys)) < len(keys):
        _refuse(_("The same earlier entry is named twice."))
    if entry and entry.pk in keys:
        _refuse(_("An entry cannot be related to itself."))
    now = Entry.objects.select_related("post").in_bulk(keys)
    for key in keys:
        if key not in now or now[key].column_id != post.column_id:
            _refuse(_("An entry can only be related to one of the same column."))
        if not now[key].is_public:
            _refuse(_("An entry can only be related to one that has been published."))
    return tuple(Related(now[each.to.pk], each.kind) for each in relations)


def too_many() -> Refused:
    """What is said to a text that points at more entries than anybody would read."""
    return Refused(_("At most %(limit)d earlier entries can be named.") % {"limit": MOST}, "relations")


def _refuse(message: str) -> NoReturn:
    raise Refused(message, "relations")


def related_to(entry: Entry) -> set[str]:
    """The keys of the entries that this one points at, and of those that point at it, drafts too."""
    pairs = Relation.objects.filter(Q(entry=entry.pk) | Q(to=entry.pk)).order_by().values_list("entry_id", "to_id")
    return {key for pair in pairs for key in pair} - {entry.pk}
