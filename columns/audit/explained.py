"""Explained: whether each entry stands as the last record of it left it, and its texts as they were recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction

from columns.models import AuditRecord, Column, Entry, Revision

from .chain import PAGE
from .told import digest


class Strange(StrEnum):
    """What no act that was recorded explains."""

    UNRECORDED = "nobody is recorded to have written it"
    GONE = "nobody is recorded to have discarded it"
    REVISION = "the number of its text is another than was recorded"
    STATE = "its state is another than was recorded"
    TEXT = "its text is another than was recorded"
    EARLIER = "an earlier text is another than was recorded, or gone"


@dataclass
class Account:
    """What the records tell of one entry. The first digest of a text counts: a later one may be of an altered text."""

    last: dict[str, Any] = field(default_factory=dict)
    is_discarded: bool = False
    texts: dict[int, str] = field(default_factory=dict)
    blanked: set[int] = field(default_factory=set)

    def add(self, act: str, told: dict[str, Any]) -> None:
        """One more record, in the order of their numbers."""
        self.last |= {name: told[name] for name in ("revision", "state") if name in told}
        self.is_discarded = act == "discard_draft"
        if act == "blank_revision":
            self.blanked.add(told["number"])
            self.texts.pop(told["number"], None)
        if "text" in told:
            self.texts.setdefault(told["revision"], told["text"])

    def has(self, revision: Revision) -> bool:
        """Whether this is a text as it was recorded, or was blanked by somebody who is recorded."""
        if revision.number in self.blanked:
            return not (revision.headline or revision.body)
        told = self.texts.get(revision.number)
        return revision.blanked_at is None and told in (None, _digest_of(revision))


def unexplained() -> Iterator[tuple[str, Strange]]:
    """The key of each entry that is not as the audit log says, with the first thing that is strange about it.

    Of what was done before records told of states and texts, the numbers alone are compared. What seems strange is
    looked at again while nobody can change it: it may have been changed between two questions.
    """
    for column in Column.objects.order_by("pk").values_list("pk", flat=True):
        seeming = sorted(_strange(column))
        for start in range(0, len(seeming), PAGE):
            keys = seeming[start : start + PAGE]
            with transaction.atomic():
                list(Entry.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values("pk"))
                found = _strange(column, keys)
            yield from found.items()


def _strange(column: int, keys: Collection[str] | None = None) -> dict[str, Strange]:
    """By their keys, all entries of a column (or these of them) that their records do not explain.

    The records are read first.
    """
    accounts = _accounts(column, keys)
    numbers = _numbers(column, keys, accounts)
    entries = Entry.objects.filter(column=column, **({} if keys is None else {"pk__in": keys}))
    found: dict[str, Strange] = {}
    for entry in entries.only("revision", "state", "salt", "headline", "body").iterator(PAGE):
        account = accounts.pop(entry.pk, None)
        if strange := _first_of(entry, account, numbers.get(entry.pk, set())):
            found[entry.pk] = strange
    return found | {key: Strange.GONE for key, account in accounts.items() if not account.is_discarded}


def _first_of(entry: Entry, account: Account | None, numbers: set[int]) -> Strange | None:
    """The first thing that is strange about an entry; `numbers` are those of its texts that are as recorded."""
    if account is None or account.is_discarded:
        return Strange.UNRECORDED
    if account.last.get("revision", entry.revision) != entry.revision:
        return Strange.REVISION
    if account.last.get("state", entry.state) != entry.state:
        return Strange.STATE
    if account.texts.get(entry.revision) not in (None, _digest_of(entry)):
        return Strange.TEXT
    return None if numbers == set(range(1, entry.revision + 1)) else Strange.EARLIER


def _accounts(column: int, keys: Collection[str] | None) -> dict[str, Account]:
    """By its key, what the records of a column tell of each entry."""
    records = AuditRecord.objects.filter(column=column, about__startswith="entry ").order_by("number")
    if keys is not None:
        records = records.filter(about__in=[f"entry {key}" for key in keys])
    accounts: defaultdict[str, Account] = defaultdict(Account)
    for about, act, told in records.values_list("about", "act", "told").iterator(PAGE):
        accounts[about.removeprefix("entry ")].add(act, told)
    return dict(accounts)


def _numbers(column: int, keys: Collection[str] | None, accounts: dict[str, Account]) -> dict[str, set[int]]:
    """By entry, the numbers of its texts; of one that is not as it was recorded, -1."""
    revisions = Revision.objects.filter(entry__column=column, **({} if keys is None else {"entry__in": keys}))
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    fields = ("entry", "number", "salt", "headline", "body", "blanked_at")
    for revision in revisions.order_by().only(*fields).iterator(PAGE):
        account = accounts.get(str(revision.entry_id))
        numbers[str(revision.entry_id)].add(revision.number if account and account.has(revision) else -1)
    return numbers


def _digest_of(thing: Entry | Revision) -> str:
    return digest(thing.salt, thing.headline, thing.body)
