"""Locks: what a verb holds while it reads and writes, so that two of them come one after the other.

They are taken in one order everywhere, or two acts could wait for each other: authors, first entries of threads,
follow-ups, embeds, images, columns (`changes.log.append`, and the verbs of posts), posts; among equals by key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from columns.models import Author, Column, Embed, Entry, Image

from .relations import related_to
from .shown_in import columns_awaiting, columns_showing
from .texts import Related, Signature

_Held = TypeVar("_Held", Embed, Image)


def lock_authors(signatures: Iterable[Signature]) -> None:
    """Lock those whose names readers are about to see: a renaming then finds what they sign, or comes first."""
    keys = {signature.author.pk for signature in signatures}
    if keys:
        list(Author.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_thread(entry: Entry | None, joins: Entry | None = None, points_at: Iterable[Related] = ()) -> None:
    """Lock an entry with all of its thread and its relations, the thread it is about to join, what it is to point at.

    Those that point at it can only become more while it is not locked, and so can its own thread.
    """
    named, others = [each.pk for each in (entry, joins) if each], [each.to.pk for each in points_at]
    locked = not named and not others
    while not locked:
        locked = _lock_all(entry, named, others)


def _lock_all(entry: Entry | None, named: Collection[str], others: Collection[str]) -> bool:
    """Whether they are locked. If they belonged together otherwise while this waited, all are let go again."""
    threads, firsts, related = plan = _plan(entry, named, others)
    before = transaction.savepoint()
    _lock(Entry.objects.filter(pk__in=firsts))
    later = Entry.objects.filter(Q(continues__in=threads) | Q(pk__in=related))
    _lock(later.exclude(pk__in=firsts))
    unchanged = _plan(entry, named, others) == plan
    (transaction.savepoint_commit if unchanged else transaction.savepoint_rollback)(before)
    return unchanged


def _plan(
    entry: Entry | None, named: Collection[str], others: Collection[str]
) -> tuple[set[str], set[str], set[str]]:
    """The first entries of the threads; all first entries that are meant; all that are meant and are follow-ups."""
    meant = {*named, *others, *(related_to(entry) if entry else ())}
    first = {pk: continues or pk for pk, continues in Entry.objects.filter(pk__in=meant).values_list("pk", "continues")}
    threads = {first[pk] for pk in named if pk in first}
    return threads, threads | {pk for pk in first if first[pk] == pk}, {pk for pk in first if first[pk] != pk}


def lock_embeds(embeds: Iterable[Embed]) -> None:
    """Lock embeds, for an entry that is about to hold them."""
    keys = [embed.pk for embed in embeds]
    list(Embed.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_images(ids: Collection[str] | QuerySet[Any, Any]) -> list[Image]:
    """Lock the images of these ids, for a text that is about to show them; those that there are."""
    return list(Image.objects.filter(pk__in=ids).select_for_update(no_key=True).order_by("pk"))


def lock_embed(embed: Embed) -> Embed:
    """Lock an embed and the public entries that hold it, and return it as it is now: what changes in it moves them."""
    return _lock_with_holders(Embed.objects.filter(pk=embed.pk), Q(embeds=embed))


def lock_image(image: Image) -> Image:
    """The same for an image and the public entries that show it."""
    return _lock_with_holders(Image.objects.filter(pk=image.pk), Q(images=image))


def _lock_with_holders(row: QuerySet[_Held], is_held: Q) -> _Held:
    while True:
        holders = _holders(is_held)
        before = transaction.savepoint()
        lock_entries(Entry.objects.filter(pk__in=holders))
        current = row.select_for_update(no_key=True).get()
        if _holders(is_held) == holders:
            transaction.savepoint_commit(before)
            return current
        transaction.savepoint_rollback(before)


def _holders(is_held: Q) -> set[str]:
    return set(Entry.objects.public().filter(is_held).values_list("pk", flat=True))


def lock_columns_of(thing: Embed | Image) -> None:
    """Lock the columns in which a thing stands or is about to, before the first of them is moved."""
    columns = Column.objects.filter(pk__in=columns_showing(thing) | columns_awaiting(thing))
    list(columns.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_entries(entries: QuerySet[Entry]) -> None:
    """Lock entries whose threads do not matter, in the order that all keep."""
    _lock(entries.filter(continues=None))
    _lock(entries.exclude(continues=None))


def _lock(entries: QuerySet[Entry]) -> None:
    list(entries.select_for_update(no_key=True).order_by("pk").values_list("pk"))
