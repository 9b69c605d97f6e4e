"""Differences: two safe texts, each as it is, with marks on the words that the other one does not have.

Block by block, and in a block word by word; a mark never reaches across a tag, so what comes out is as well formed as
what went in. A word is what stands between spaces: no letter is parted from its marks, and no direction changes. It
reads the form in which the sanitiser writes (`<` begins a tag and nothing else).
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from itertools import pairwise

from .alignment import Effort, aligned
from .policy import MARKS, MARKS_CAP

_PIECE = re.compile(r"<[^>]*>|\s+|[^\s<]+")
_NAME = re.compile(r"</?([a-z0-9]+)")
#: Two blocks are versions of one another from this share of common words on.
_ALIKE = 0.35
#: So many neighbours are looked through for one that is alike.
_NEAR = 12


@dataclass
class _Block:
    """A stretch of running text: its words, and where in the text each of them stands."""

    words: list[tuple[str, ...]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def key(self) -> tuple[Hashable, ...]:
        return tuple(self.words)

    @cached_property
    def said(self) -> frozenset[str]:
        return frozenset(word for word, *_looks in self.words)


def differences(old: str, new: str) -> tuple[str, str]:
    """Both texts of safe HTML: in the old one what has gone is in `<del>`, in the new one what came in `<ins>`.

    Words that only look otherwise (bold, a heading, another address behind a link) are marked too. The class tells
    these marks from an author's own.
    """
    olds, news = _PIECE.findall(old), _PIECE.findall(new)
    old_blocks, new_blocks, effort = _blocks(olds), _blocks(news), Effort()
    kept_old: set[int] = set()
    kept_new: set[int] = set()
    for before, after in _pairs(old_blocks, new_blocks, effort):
        for i, j in aligned(before.words, after.words, effort):
            kept_old.add(before.places[i])
            kept_new.add(after.places[j])
    return _marked(olds, _rest(old_blocks, kept_old), "del"), _marked(news, _rest(new_blocks, kept_new), "ins")


def plain_differences(old: str, new: str) -> tuple[str, str]:
    """The same for two lines of plain text, which come out as HTML."""
    return differences(escape(old), escape(new))


def _blocks(pieces: list[str]) -> list[_Block]:
    """The running texts between the tags of blocks. A word is what it says, where it stands and how it looks."""
    blocks, around = [_Block()], ""
    marks: list[str] = []
    for place, piece in enumerate(pieces):
        if piece.startswith("<"):
            name = _NAME.match(piece)
            if name and name[1] in MARKS:
                if piece.startswith("</"):
                    del marks[-1:]
                elif name[1] != "br":
                    marks.append(piece)
            else:
                around = piece
                blocks.append(_Block())
        elif not piece.isspace():
            blocks[-1].words.append((piece, around, *marks[-MARKS_CAP:]))
            blocks[-1].places.append(place)
    return [block for block in blocks if block.words]


def _pairs(old: list[_Block], new: list[_Block], effort: Effort) -> list[tuple[_Block, _Block]]:
    """Which blocks belong together: the same ones, and between them those that are alike, in their order."""
    same = aligned([block.key for block in old], [block.key for block in new], effort)
    found = [(old[i], new[j]) for i, j in same]
    for (i, j), (after_i, after_j) in pairwise([(-1, -1), *same, (len(old), len(new))]):
        begin = j + 1
        for block in old[i + 1 : after_i]:
            near = range(begin, min(after_j, begin + _NEAR))
            if (like := next((n for n in near if _is_like(block, new[n])), None)) is not None:
                found.append((block, new[like]))
                begin = like + 1
    return found


def _is_like(one: _Block, other: _Block) -> bool:
    return len(one.said & other.said) >= _ALIKE * min(len(one.said), len(other.said))


def _rest(blocks: list[_Block], kept: set[int]) -> set[int]:
    return {place for block in blocks for place in block.places} - kept


def _marked(pieces: list[str], differs: set[int], name: str) -> str:
    """The text with one mark for each run of words that differ; spaces at its ends stay outside."""
    out: list[str] = []
    is_open, gap = False, ""
    for place, piece in enumerate(pieces):
        if piece.isspace():
            gap += piece
            continue
        is_wanted = place in differs
        if is_open and not is_wanted:
            out.append(f"</{name}>")
        out.append(gap)
        if is_wanted and not is_open:
            out.append(f'<{name} class="differs">')
        out.append(piece)
        is_open, gap = is_wanted, ""
    return "".join([*out, f"</{name}>" if is_open else "", gap])
