"""Alignment: which things of two sequences belong together, found in bounded time whatever they hold."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Range = tuple[int, int, int, int]

#: Steps that an effort has at first, about: a second on a slow machine. What is left over then counts as different.
STEPS = 400_000
#: The largest stretch that difflib is given, as the product of both lengths: it may take the square of that.
_STRETCH = 40_000


class Effort:
    """What may still be spent on alignments that belong together."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> bool:
        """Whether there is so much left; then it is spent."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


def aligned(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> list[tuple[int, int]]:
    """The places that hold the same in both, as pairs that rise in both.

    First what both begin and end with, then what occurs once in each (few words do so by chance), then, between
    these, the longest common stretches.
    """
    pairs: list[tuple[int, int]] = []
    ahead: list[Range] = [(0, len(old), 0, len(new))]
    while ahead:
        pairs += (ends := list(_ends(old, new, ahead[-1])))
        start, stop, begin, end = rest = _inside(ahead.pop(), ends)
        if start == stop or begin == end:
            continue
        if effort.spend(stop - start + end - begin) and (anchors := _anchors(old, new, rest)):
            pairs += anchors
            bounds = [(start - 1, begin - 1), *anchors, (stop, end)]
            ahead += [
                (i + 1, after_i, j + 1, after_j)
                for (i, j), (after_i, after_j) in pairwise(bounds)
            ]
        elif (size := (stop - start) * (end - begin)) <= _STRETCH and effort.spend(size):
            matcher = SequenceMatcher(None, old[start:stop], new[begin:end], autojunk=False)
            for i, j, length in matcher.get_matching_blocks():
                pairs += [(start + i + n, begin + j + n) for n in range(length)]
    return sorted(pairs)


def _ends(old: Sequence[Hashable], new: Sequence[Hashable], within: Range) -> Iterator[tuple[int, int]]:
    """What both begin with, and what both end with."""
    start, stop, begin, end = within
    while start < stop and begin < end and old[start] == new[begin]:
        yield start, begin
        start, begin = start + 1, begin + 1
    while start < stop and begin < end and old[stop - 1] == new[end - 1]:
        stop, end = stop - 1, end - 1
        yield stop, end


def _inside(within: Range, ends: list[tuple[int, int]]) -> Range:
    """What lies between the ends."""
    start, stop, begin, end = within
    for i, j in ends:
        if (i, j) == (start, begin):
            start, begin = i + 1, j + 1
        else:
            stop, end = i, j
    return start, stop, begin, end


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], within: Range) -> list[tuple[int, int]]:
    """The longest rising run of what occurs exactly once on each side."""
    start, stop, begin, end = within
    once_old, once_new = Counter(old[start:stop]), Counter(new[begin:end])
    place = {new[j]: j for j in range(begin, end) if once_new[new[j]] == 1}
    shared = [(i, place[old[i]]) for i in range(start, stop) if once_old[old[i]] == 1 and old[i] in place]
    return _rising(shared)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise as their first ones do (patience sorting)."""
    tops: list[int] = []  # the second number on top of each pile
    piles: list[int] = []  # which pair that is
    before: list[int | None] = []
    for number, (_first, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1], piles[pile : pile + 1] = [second], [number]
    run: list[tuple[int, int]] = []
    at = piles[-1] if piles else None
    while at is not None:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
