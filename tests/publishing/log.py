"""What tests ask of the change log: what an act has told it, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from columns.models import Change, Column, Entry, Post

#: A verb's word, and what it moved: an entry, a post's head, or (None) the column.
Row = tuple[str, Entry | Post | None]


def head(column: Column) -> int:
    """The number at which a column's log stands."""
    return Column.objects.values_list("head_seq", flat=True).get(pk=column.pk)


def rows(column: Column, after: int = 0) -> list[Row]:
    """What the log says after a number."""
    changes = Change.objects.filter(column=column, seq__gt=after).select_related("entry", "post").order_by("seq")
    return [(change.op, change.entry or change.post) for change in changes]


@contextmanager
def watching(column: Column) -> Iterator[list[Row]]:
    """`with watching(column) as told:` and afterwards `told` is what the log was told meanwhile."""
    start, told = head(column), list[Row]()
    yield told
    told += rows(column, start)


def assert_whole(column: Column) -> None:
    """The log has no gap, and every entry carries the numbers that the log has given it."""
    changes = list(Change.objects.filter(column=column).order_by("seq").values_list("seq", "entry_id"))
    assert [seq for seq, _ in changes] == list(range(1, head(column) + 1))
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for seq, entry in changes:
        if entry:
            first.setdefault(entry, seq)
            last[entry] = seq
    for entry in Entry.objects.filter(column=column):
        assert (entry.first_seq, entry.seq) == (first.get(entry.pk), last.get(entry.pk)), entry
        assert entry.is_public == (entry.state in (Entry.State.PUBLISHED, Entry.State.WITHDRAWN)), entry
