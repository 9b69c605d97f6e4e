"""The change log: where every act that readers can see ends."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from columns.models import Change, Column, Entry, Post, Revision

from .bell import ring
from .writing import write

#: An act that moves more things than this in one column starts a new epoch instead: every open page then fetches
#: itself once, which is cheaper for everyone than telling each page of each thing.
WHOLESALE = 500


@dataclass(frozen=True)
class Move:
    """One thing that an act moved: an entry, else a post's head, else the column itself."""

    op: str
    post: Post | None = None
    entry: Entry | None = None
    revision: Revision | None = None

    @property
    def thing(self) -> tuple[str, str]:
        """What moved, whoever moved it: two moves of one thing in one act are one."""
        return ("entry", self.entry.pk) if self.entry else ("post", self.post.pk if self.post else "")


def append(column: Column, moves: Iterable[Move], *, new_epoch: bool = False) -> int:
    """Give each move its number in the column's log, and ring the bell once the transaction has committed.

    Called by the verbs of `columns.publishing` and by nobody else, as the last thing in their transaction: from
    the first statement here until the commit the column's row is locked, so that numbers come in the order of
    commits, without a gap. Entries moved here are public from now on, and must have been locked before (in the order
    of their keys), or two acts could wait for each other. `column` is brought up to date.

    Returns the column's new head. Raises TransactionManagementError outside a transaction.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("append() is the end of a verb's transaction")
    unique = list({move.thing: move for move in reversed(list(moves))}.values())[::-1]
    if len(unique) > WHOLESALE:
        unique, new_epoch = [Move(Change.Op.SETTINGS)], True

    if new_epoch:
        renew_epoch(column.pk)
    column.epoch, column.head_seq = write(column.pk, unique)
    for seq, move in enumerate(unique, start=column.head_seq - len(unique) + 1):
        if entry := move.entry:
            entry.seq, entry.first_seq = seq, entry.first_seq or seq
    transaction.on_commit(partial(ring, column.pk, column.head_seq), robust=True)
    return column.head_seq


def renew_epoch(column_id: int, epoch: uuid.UUID | None = None) -> None:
    """Begin a new run of the log: its continuity can no longer be proven, so every page is to fetch itself.

    For a database that went back to an earlier state (a restored backup), whoever notices; of several processes that
    do, and name the `epoch` they knew, the first renews it.
    """
    known = {"epoch": epoch} if epoch else {}
    Column.objects.filter(pk=column_id, **known).update(epoch=uuid.uuid4())
