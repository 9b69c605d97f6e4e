"""Seats: how many desks each person has open in this process. One session cannot take the memory of all."""

from __future__ import annotations

from collections import Counter

#: More than anybody works at. Each asks the database every few seconds whether it may stay.
MOST = 32

_taken: Counter[int] = Counter()


def take(user_id: int) -> bool:
    """A seat for one more page of theirs, if there is one."""
    if _taken[user_id] >= MOST:
        return False
    _taken[user_id] += 1
    return True


def give_back(user_id: int) -> None:
    """A page of theirs is gone."""
    _taken[user_id] -= 1
    if not _taken[user_id]:
        del _taken[user_id]
