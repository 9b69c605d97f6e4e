"""Reading the log for the live part: from a number to what is to be told. Runs in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from columns.changes.after import KEPT, Head, after
from columns.models import Column, Site
from columns.reading.delta import changes

from .protocol import encode

#: What a change is about that is about the column itself: its name, its address, its state.
COLUMN = "column:"


@dataclass(frozen=True)
class Told:
    """What moved after a number, encoded: each change with its number and the thing it is about; and the head.

    `whole` says whether they are changes without a gap. If not, the head is all that is told. They lead to the number
    `reached`.
    """

    head: Head
    changes: tuple[tuple[int, str, str], ...] = ()
    whole: bool = False
    reached: int = 0


def read_log(column_id: int, seq: int, most: int = KEPT) -> Told | None:
    """What moved in a column after `seq`, rendered as it is now, `most` things; None when the column is gone.

    The head is read first and labels the rest. Of a hidden column, from beyond the head, and from further behind
    than the log is read for, the head alone is told.
    """
    column = Column.objects.filter(pk=column_id).first()
    if column is None:
        return None
    head = Head(column.epoch, column.head_seq, column.state, Site.is_lite())
    if not column.is_public or not 0 <= head.seq - seq <= KEPT:
        return Told(head)
    moved = after(column_id, seq, head.seq)
    told = changes(column, moved[:most], since=seq)
    reached = head.seq if len(moved) <= most else moved[most - 1].seq
    return Told(head, tuple((number, _thing(change), encode(change)) for number, change in told), True, reached)


def _thing(change: dict[str, str]) -> str:
    """What a change is about: a later change about the same thing takes its place."""
    return f"{'entry' if 'id' in change else change['op']}:{change.get('id') or change.get('post', '')}"
