"""History: what editors did, what readers heard, and what the log says in the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

#: The words of one revision: a digest, which an editor puts into headline and body, and which nothing else contains.
WORDS = re.compile(r"said-[0-9a-f]{16}")


def mark_of(post: str) -> str:
    """How the words of everything in a post begin."""
    return f"said-{hashlib.sha256(post.encode()).hexdigest()[:6]}"


def new_words(post: str, of: str) -> str:
    """The words of a revision: `of` tells it from every other."""
    return mark_of(post) + hashlib.sha256(of.encode()).hexdigest()[:10]


def words_in(text: str, mark: str = "") -> frozenset[str]:
    """Which revisions' words stand in a text; only those that begin with a mark, if one is given."""
    return frozenset(words for words in WORDS.findall(text) if words.startswith(mark))


@dataclass(frozen=True)
class Operation:
    """One act of an editor. Times are those of the machine's monotonic clock, the same in every process.

    `ok`: the verb returned. `fail`: it refused. `unknown`: nobody knows whether it was committed.
    """

    kind: str
    outcome: str
    began: float
    ended: float
    entry: str = ""
    revision: int = 0
    seq: int = 0
    #: What readers should see of the entry afterwards; empty when it is withdrawn.
    words: str = ""
    #: What a withdrawal took back: everything that the entry has ever said.
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Heard:
    """One answer or message: when it was asked for (a join, for what comes on a connection) and when it came."""

    door: str
    asked: float
    at: float
    words: frozenset[str]


@dataclass(frozen=True)
class Shown:
    """One entry as a reader sees it."""

    seq: int
    words: frozenset[str]


@dataclass
class Journal:
    """What one reader went through, and what it shows in the end."""

    name: str
    opened: float
    heard: list[Heard] = field(default_factory=list)
    #: Its labels, one for each time that it moved: the epoch, how often it had been reset, and the cursor.
    labels: list[tuple[str, int, int]] = field(default_factory=list)
    #: How often it was told to fetch itself.
    resets: int = 0
    #: The length of the longest message.
    longest: int = 0
    #: The window's lower end; empty when it reaches to the first entry.
    lower: str = ""
    shown: dict[str, Shown] = field(default_factory=dict)
    #: Digests of all that it shows, and of a page fetched afresh.
    face: str = ""
    fresh: str = ""

    def first_heard(self, words: str) -> float | None:
        """When it first heard some words."""
        return next((each.at for each in self.heard if words in each.words), None)


@dataclass(frozen=True)
class Logged:
    """One row of the log: which entry moved (empty: something else) and at which of its revisions."""

    seq: int
    entry: str
    revision: int


@dataclass(frozen=True)
class Entry:
    """A public entry as the database has it: its words (empty: withdrawn), and its place."""

    words: str
    seq: int
    sort: str


@dataclass(frozen=True)
class Truth:
    """One column in the database, when all is quiet."""

    epoch: str = ""
    head: int = 0
    log: tuple[Logged, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)


@dataclass
class History:
    """Everything that was recorded about one column."""

    operations: list[Operation] = field(default_factory=list)
    journals: list[Journal] = field(default_factory=list)
    #: What newcomers saw, beside the readers: pages, feeds, joins.
    glances: list[Heard] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)
    #: Seconds that a withdrawal may take to bite on connections of another process: one with the bell, six without.
    bites: float = 1.0
    #: When the database went back to an earlier state, if it did: what was committed after the backup has vanished.
    backup: float | None = None
    restored: float | None = None

    def standing(self) -> Iterable[Operation]:
        """The acts that count in the end: all, but for those that a restored backup undid."""
        if self.backup is None or self.restored is None:
            return self.operations
        return [op for op in self.operations if not self.backup < op.began < self.restored]
