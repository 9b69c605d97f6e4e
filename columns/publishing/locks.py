"""Locks: what a verb holds while it reads and writes, so that two of them come one after the other.

They are taken in one order everywhere, or two acts could wait for each other: authors, first entries of threads,
follow-ups, embeds, columns (`changes.log.append`, and the verbs of posts), posts; among equals by key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from columns.models import Author, Embed, Entry

from .texts import Signature


def lock_authors(signatures: Iterable[Signature]) -> None:
    """Lock those whose names readers are about to see: a renaming then finds what they sign, or comes first."""
    keys = {signature.author.pk for signature in signatures}
    if keys:
        list(Author.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_thread(entry: Entry | None, joins: Entry | None = None) -> None:
    """Lock an entry and all of its thread, and that of the entry it is about to continue."""
    named = [each.pk for each in (entry, joins) if each]
    locked = not named
    while not locked:
        locked = _lock_threads(named)


def _lock_threads(named: Collection[str]) -> bool:
    """Whether they are locked. If one of them changed threads while this waited, all are let go again."""
    firsts = _firsts(named)
    before = transaction.savepoint()
    _lock(Entry.objects.filter(pk__in=firsts))
    _lock(Entry.objects.filter(Q(continues__in=firsts) | Q(pk__in=named)).exclude(pk__in=firsts))
    unchanged = _firsts(named) == firsts
    (transaction.savepoint_commit if unchanged else transaction.savepoint_rollback)(before)
    return unchanged


def _firsts(named: Collection[str]) -> set[str]:
    return set(Entry.objects.filter(pk__in=named).values_list(Coalesce("continues_id", "pk"), flat=True))


def lock_embeds(embeds: Iterable[Embed]) -> None:
    """Lock embeds, for an entry that is about to hold them."""
    keys = [embed.pk for embed in embeds]
    list(Embed.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_embed(embed: Embed) -> Embed:
    """Lock an embed and the public entries that hold it, and return it as it is now: what changes in it moves them."""
    while True:
        holders = _holders(embed)
        before = transaction.savepoint()
        _lock(Entry.objects.filter(pk__in=holders, continues=None))
        _lock(Entry.objects.filter(pk__in=holders).exclude(continues=None))
        current = Embed.objects.select_for_update(no_key=True).get(pk=embed.pk)
        if _holders(embed) == holders:
            transaction.savepoint_commit(before)
            return current
        transaction.savepoint_rollback(before)


def _holders(embed: Embed) -> set[str]:
    return set(Entry.objects.public().filter(embeds=embed).values_list("pk", flat=True))


def _lock(entries: QuerySet[Entry]) -> None:
    list(entries.select_for_update(no_key=True).order_by("pk").values_list("pk"))
