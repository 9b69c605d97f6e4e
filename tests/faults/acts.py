"""Acts: what one editor does through the verbs, each recorded before it begins and when it has ended."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import Error as DatabaseTrouble
from django.db import connections

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.marks import pin_entry, unpin_entry
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .history import new_words

#: What an editor's day is made of. A `stale` act amends a text that is not the newest, and is refused.
DAY = ("publish",) * 5 + ("amend",) * 4 + ("withdraw",) * 2 + ("restore", "pin", "unpin", "stale")
#: Every so many acts one is so long that it travels without its HTML.
HEAVY_EVERY = 15
HEAVY = 20_000
#: Among how many of the last entries most acts are.
RECENT = 10


@dataclass
class Known:
    """An entry of its own, as the editor knows it."""

    revision: int
    shows: bool = True
    said: list[str] = field(default_factory=list)


class Acts:
    """One editor in one post. `say(what, record)` is told of each act, twice."""

    def __init__(self, name: str, post: Post, say: Callable[[str, Any], None]) -> None:
        self.post = post
        self._name = name
        self._say = say
        self._random = random.Random(name)
        self._count = 0
        self._known: dict[str, Known] = {}

    def any(self) -> dict[str, Any]:
        """The next act of the day: one that there is an entry for."""
        kind = self._random.choice(DAY)
        long = self._count % HEAVY_EVERY == HEAVY_EVERY - 1
        return self.do(kind if self._for(kind) else "publish", size=HEAVY if long else 0)

    def do(self, kind: str, *, size: int = 0, signed: tuple[Signature, ...] = ()) -> dict[str, Any]:
        """One act of a kind, and the record of it. What is refused or breaks off is recorded as such."""
        self._count += 1
        entry = "" if kind == "publish" else self._choice(self._for(kind))
        known = self._known.get(entry) or Known(0)
        words = new_words(self.post.pk, f"{self._name} {self._count}")
        record = {
            "kind": "amend" if kind == "stale" else kind,
            "entry": entry,
            "words": {"withdraw": "", "restore": (known.said or [""])[-1]}.get(kind, words),
            "taken": known.said if kind == "withdraw" else [],
            "began": time.monotonic(),
        }
        self._say("begun", record)
        text = EntryText(headline=f"{words} was said", body=f"<p>{words} {'It was heard. ' * (size // 14)}</p>")
        try:
            done = self._act(kind, entry, known, EntryText(text.headline, text.body, bylines=signed))
            record |= {"outcome": "ok", "entry": done.pk, "revision": done.revision, "seq": done.seq}
            self._learn(kind, done, words)
        except Refused:
            record |= {"outcome": "fail"}
        except DatabaseTrouble:
            record |= {"outcome": "unknown"}
            self._known.pop(entry, None)
            connections.close_all()
        record |= {"ended": time.monotonic()}
        self._say("ended", record)
        return record

    def _choice(self, entries: list[str]) -> str:
        """One of the last few, as it mostly is; now and then an old one, which pages ask for by itself."""
        return self._random.choice(entries if self._count % HEAVY_EVERY == 0 else entries[-RECENT:])

    def _for(self, kind: str) -> list[str]:
        """The entries that an act can be done with."""
        return [entry for entry, known in self._known.items() if known.shows == (kind != "restore")]

    def _act(self, kind: str, pk: str, known: Known, text: EntryText) -> Entry:
        if kind == "publish":
            return publish_entry(by=None, post=self.post, text=text)
        entry = Entry.objects.select_related("column", "post").get(pk=pk)
        match kind:
            case "amend":
                return amend_entry(by=None, entry=entry, text=text, revision=known.revision)
            case "stale":
                return amend_entry(by=None, entry=entry, text=text, revision=known.revision + 1)
            case "withdraw":
                return withdraw_entry(by=None, entry=entry, reason="It was not so.")
            case "restore":
                return restore_entry(by=None, entry=entry)
            case "pin":
                return pin_entry(by=None, entry=entry)
        return unpin_entry(by=None, entry=entry)

    def _learn(self, kind: str, entry: Entry, words: str) -> None:
        known = self._known.setdefault(entry.pk, Known(0))
        known.revision = entry.revision
        known.shows = not entry.is_withdrawn
        known.said += [words] if kind in ("publish", "amend") else []
