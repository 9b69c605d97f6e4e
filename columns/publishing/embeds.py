"""Embeds: the rows behind the addresses in a text.

A row is due as soon as it is made. Nothing here waits for another site: `columns/jobs/` asks, and comes back with
what it found (`settling.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record, record_in
from columns.changes.desk import touch
from columns.changes.log import Move, append
from columns.embeds import registry
from columns.embeds.address import UnfitAddress
from columns.embeds.provider import Match, Snapshot
from columns.markup.embedded import addresses
from columns.models import Change, Column, Embed, Entry

from . import permissions
from .claiming import call
from .errors import Refused
from .freezing import check_not_frozen
from .locks import lock_columns_of, lock_embeds
from .noticed import hearing, is_noticed, worded
from .obstacles import check_not_archived
from .permissions import Actor
from .shown_in import columns_showing
from .threads import moves


def take_embed(*, by: Actor, url: str) -> Embed:
    """The embed at an address that somebody has just pasted: the one there is, or a new one, due at once.

    No reader sees it before an entry that holds it is published. Raises Refused (no address to make a card of),
    NotAllowed.
    """
    permissions.check(by, "take_embed")
    try:
        match = registry.match(url)
    except UnfitAddress as error:
        raise Refused(str(error), "url") from error
    with transaction.atomic():
        known = Embed.objects.filter(url=match.url).first()
        embed = known or _rows([match])[0]
        if not known:
            record(by, "take_embed", embed)
        return embed


def retry_embed(*, by: Actor, embed: Embed) -> Embed:
    """Ask for an original again, at once: for its first copy, or for a new one in the place of the one there is.

    The copy is shown until another has come, which readers see at once in the place of it and of its corrections: so
    that needs the permission to correct it. Raises Refused (it is withdrawn, frozen or archived where readers see the
    copy), NotAllowed.
    """
    permissions.check(by, "retry_embed")
    shown, has_copy = columns_showing(embed), Embed.objects.filter(pk=embed.pk, captured_at__isnull=False).exists()
    if has_copy:
        permissions.check(by, "correct_embed", *shown)
        check_not_frozen(*shown)
    check_not_archived(*shown)
    again = Embed.objects.filter(pk=embed.pk).exclude(state=Embed.State.WITHDRAWN)
    with transaction.atomic():
        now = timezone.now()
        if not again.update(state=Embed.State.PENDING, reason="", tries=0, next_try_at=now, **worded(by)):
            raise Refused(_("This embed is withdrawn. Restore it first."))
        call()
        lock_columns_of(embed)
        heard = hearing(embed, shown)
        if is_alert := is_noticed(embed, *heard):
            for column in sorted(shown):
                touch(column)
        record_in(heard, by, "retry_embed", embed, is_alert=is_alert)
        return Embed.objects.get(pk=embed.pk)


def tie_embeds(entry: Entry, body_before: str) -> None:
    """Note which embeds the saved text of `entry` holds, and lock them: one that settles now waits, and finds it."""
    urls = addresses(entry.body)
    if urls or addresses(body_before):
        embeds = _rows([registry.match(url) for url in urls])
        lock_embeds(embeds)
        entry.embeds.set(embeds)


def write_embed(embed: Embed, *, op: Change.Op | None, **changed: Any) -> Embed:
    """Change a locked embed, and move the entries that hold it; without an `op`, readers do not see the change."""
    Embed.objects.filter(pk=embed.pk).update(**changed, revision=F("revision") + 1)
    if op:
        for column, moved in _moves_of(embed, op):
            append(column, moved)
    return Embed.objects.get(pk=embed.pk)


def _moves_of(embed: Embed, op: Change.Op) -> Iterable[tuple[Column, list[Move]]]:
    """What moves when an embed does: the published entries that hold it, column by column in the order of keys.

    Their posts' heads as well where an entry is named there: one without a word of its own is named by its embed.
    `locks.lock_embed` has locked them.
    """
    held = Entry.objects.published().filter(embeds=embed).select_related("post", "column")
    entries = held.order_by("column_id", "pk")  # `column` would mean its title
    by_column: dict[Column, list[Move]] = {}
    for entry in entries:
        by_column.setdefault(entry.column, []).extend(moves(entry, op))
    return by_column.items()


def told(match: Match) -> dict[str, Any]:
    """What an address alone tells of an embed, as the fields that keep it."""
    return {"provider": match.provider, "kind": match.kind, "player": match.player, "space": match.space.name.lower()}


def said(snapshot: Snapshot) -> dict[str, Any]:
    """What a snapshot holds, as the fields that keep it. (Of a picture we keep our own, not its address.)"""
    return {each.name: getattr(snapshot, each.name) for each in fields(snapshot) if each.name != "picture_url"}


def _rows(matches: list[Match]) -> list[Embed]:
    """The rows of some addresses; those that are missing are made, in one order, so that nobody waits in a ring."""
    by_url = {match.url: match for match in matches}
    known = {embed.url: embed for embed in Embed.objects.filter(url__in=by_url)}
    missing = [_new(match) for url, match in sorted(by_url.items()) if url not in known]
    if missing:
        Embed.objects.bulk_create(missing, ignore_conflicts=True)
        call()
        known |= {embed.url: embed for embed in Embed.objects.filter(url__in=[new.url for new in missing])}
    return [known[url] for url in by_url]


def _new(match: Match) -> Embed:
    return Embed(url=match.url, **told(match), **said(match.known))
