"""What moved after a number: the reading side of the change log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from columns.models import Change, Column, Site

#: How far behind a page may be and still be told what moved; further, and it is cheaper to fetch it afresh.
KEPT = 1000
#: What open pages follow within seconds however seldom they ask, since somebody has pressed a switch or taken something
#: back: a hidden column, lite mode and an entry, a copy or a picture that is withdrawn are among these.
URGENT = (Change.Op.WITHDRAW, Change.Op.COPY, Change.Op.DESCRIBE, Change.Op.SETTINGS)
#: It is looked for among so many of the last changes: more than come between two polls.
URGENT_AMONG = 200


@dataclass(frozen=True)
class Head:
    """Where a column's log stands: the label of everything that is read after it. And whether the site is lite."""

    epoch: uuid.UUID
    seq: int
    state: str
    is_lite: bool = False

    def __str__(self) -> str:
        return f"{self.epoch}:{self.seq}"


@dataclass(frozen=True)
class Moved:
    """One thing that moved, at the number of its last move: an entry, a post's head, or (both None) the column.

    `label` is the number of the entry's last move of all; None when it is not public.
    """

    seq: int
    entry: str | None
    post: str | None
    label: int | None = None


def heads(column_ids: Collection[int]) -> dict[int, Head]:
    """The heads of some columns, by key; those that are gone are missing."""
    rows = Column.objects.filter(pk__in=column_ids).values_list("pk", "epoch", "head_seq", "state")
    is_lite = Site.is_lite()
    return {pk: Head(epoch, seq, state, is_lite) for pk, epoch, seq, state in rows}


def last_urgent(column_id: int, head: int) -> int:
    """The number of the last urgent change before the head, if it is among the last; else 0."""
    last = Change.objects.filter(column=column_id, seq__gt=head - URGENT_AMONG, seq__lte=head, op__in=URGENT)
    return last.order_by("-seq").values_list("seq", flat=True).first() or 0


def after(column_id: int, seq: int, up_to: int) -> list[Moved]:
    """What moved after `seq` and not after `up_to`, each thing once, at its last number, oldest first.

    The caller reads `up_to` from the head *before* it reads what moved, and renders what it finds *after* it: newer
    content under an older label is mended by the next delta, while the reverse would stay stale for ever.
    """
    rows = Change.objects.filter(column=column_id, seq__gt=seq, seq__lte=up_to).order_by("seq")
    last: dict[str | None, Moved] = {}
    for number, entry, post, label, first in rows.values_list(
        "seq", "entry_id", "post_id", "entry__seq", "entry__first_seq"
    ):
        last.pop(entry or post, None)
        last[entry or post] = Moved(number, entry, None if entry else post, label if first else None)
    return list(last.values())
