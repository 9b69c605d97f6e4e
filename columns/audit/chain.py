"""The chain: how one record seals all before it, and whether every seal still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from columns.models import AuditHead, AuditRecord

#: So many records are held in memory at once.
PAGE = 500


def seal(record: AuditRecord, before: str) -> str:
    """The digest of a record that follows one whose digest is `before` (empty for the first)."""
    told = [
        before, record.column_id, record.number, record.at.isoformat(), record.by_id, record.by_name, record.session,
        record.act, record.about, record.told, record.is_alert,
    ]
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


class Fault(StrEnum):
    """What can be wrong with a chain."""

    #: Its words do not match its seal, or the seal not the record before it.
    ALTERED = "altered"
    MISSING = "missing"
    #: It stands where no record was ever written: before the first, or beyond the head.
    INSERTED = "inserted"
    #: The chain ends before its head says.
    CUT_OFF = "cut off"
    #: All seals hold, but the record is not the one that was seen here before: all from it on was written anew.
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class Verdict:
    """A chain as it was found: its head, and what is wrong first, at which number."""

    chain: int
    number: int
    digest: str
    fault: Fault | None = None
    at: int = 0

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.digest}"

    @classmethod
    def parse(cls, line: str) -> Verdict:
        """What `str` wrote. Raises ValueError."""
        chain, number, digest = line.split()
        return cls(int(chain), int(number), digest)


def verify() -> Iterator[Verdict]:
    """Each chain (a column's, by its key; the site's is 0) with the first thing that is wrong in it.

    A head is read before its records: those that are added meanwhile are for the next time.
    """
    heads = {head.chain: head for head in AuditHead.objects.all()}
    recorded = AuditRecord.objects.order_by().values_list("column_id", flat=True).distinct()
    for chain in sorted(heads.keys() | {column or 0 for column in recorded}):
        head = heads.get(chain) or AuditHead(chain=chain)
        fault, at = _first_fault(head) or (None, 0)
        yield Verdict(chain, head.number, head.digest, fault, at)


def _first_fault(head: AuditHead) -> tuple[Fault, int] | None:
    number, before = 0, ""
    for record in _records(head):
        number += 1
        if record.number < number:
            return Fault.INSERTED, record.number
        if record.number > number:
            return Fault.MISSING, number
        if record.digest != seal(record, before):
            return Fault.ALTERED, number
        before = record.digest
    if number < head.number:
        return Fault.CUT_OFF, number + 1
    if before != head.digest:
        return Fault.ALTERED, number
    beyond = _beyond(head.chain).first()
    return (Fault.INSERTED, beyond) if beyond is not None else None


def _records(head: AuditHead) -> Iterator[AuditRecord]:
    """The records of a chain up to its head, by their numbers, a page at a time."""
    all_of_it, seen = _of(head.chain).filter(number__lte=head.number).order_by("number"), None
    while page := list((all_of_it if seen is None else all_of_it.filter(number__gt=seen))[:PAGE]):
        yield from page
        seen = page[-1].number


def _beyond(chain: int) -> QuerySet[AuditRecord, int]:
    """The first number that no head knows of, asked in one statement: a head and its record come together."""
    head = AuditHead.objects.filter(chain=chain).values("number")[:1]
    beyond = _of(chain).filter(number__gt=Coalesce(Subquery(head), 0)).order_by("number")
    return beyond.values_list("number", flat=True)


def _of(chain: int) -> QuerySet[AuditRecord]:
    return AuditRecord.objects.filter(column=chain) if chain else AuditRecord.objects.filter(column=None)


def compare(seen: Verdict) -> Verdict:
    """What was printed as a chain's head some time ago, with a fault if its record is another one now, or gone."""
    digest = _of(seen.chain).filter(number=seen.number).values_list("digest", flat=True).first()
    fault = None if digest == seen.digest else Fault.REWRITTEN if digest else Fault.CUT_OFF
    return Verdict(seen.chain, seen.number, seen.digest, fault, seen.number)
