"""Memory: the recent changes of one column, encoded, so that most readers catch up without the database."""

from __future__ import annotations

from collections import OrderedDict

#: What one column's memory may hold, in bytes of encoded changes; and what those of a process hold in all, unless it
#: follows so many columns that the share of each would be less than SMALLEST.
BOUND = 512 * 1024
IN_ALL = 64 * 1024 * 1024
SMALLEST = 32 * 1024


def share(columns: int) -> int:
    """What each of so many columns may remember, in bytes."""
    return min(BOUND, max(SMALLEST, IN_ALL // max(1, columns)))


class Memory:
    """One change per thing, the newest, in the order of their numbers; bounded in bytes.

    A newer change of a thing replaces the older, so that withdrawn text is gone from here too. `floor` is the number
    after which nothing is missing: who stands there or later can be caught up from memory alone.
    """

    def __init__(self, floor: int, bound: int = BOUND) -> None:
        self.floor = floor
        self._bound = bound
        self._size = 0
        self._changes: OrderedDict[str, tuple[int, str]] = OrderedDict()

    def remember(self, seq: int, thing: str, change: str) -> None:
        """Keep a change, which is newer than all that are kept; the oldest give way."""
        if older := self._changes.pop(thing, None):
            self._size -= _weight(older[1])
        self._changes[thing] = (seq, change)
        self._size += _weight(change)
        self.shrink(self._bound)

    def shrink(self, bound: int) -> None:
        """Keep no more than `bound` bytes from now on; the oldest give way."""
        self._bound = bound
        while self._size > bound:
            _, (dropped, text) = self._changes.popitem(last=False)
            self._size -= _weight(text)
            self.floor = dropped

    def since(self, seq: int) -> list[tuple[int, str]] | None:
        """The changes after `seq`, oldest first; None when some of them may be missing here."""
        if seq < self.floor:
            return None
        return [(number, text) for number, text in self._changes.values() if number > seq]


def _weight(change: str) -> int:
    """In bytes: a letter of Arabic or Russian weighs two."""
    return len(change.encode())
