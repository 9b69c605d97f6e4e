"""Claiming: whose turn it is to ask for the original of an embed. One worker has it at a time, and not for ever.

A claim is the row's own next time, moved beyond what the work may take: a worker that is killed leaves nothing behind
but a time that comes, and then somebody else's turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from threading import Event

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from columns.models import Embed
from columns.models.embed import CLAIM

from . import permissions
from .permissions import Actor

#: Rung when something fell due in this very process, so that who waits for work need not look first.
CALL = Event()


def call() -> None:
    """Ring once what is being written has been."""
    transaction.on_commit(CALL.set)


def claim_embed(*, by: Actor, but_at: Iterable[str] = ()) -> Embed | None:
    """The embed that has been due the longest, for the caller alone and for CLAIM from now; None if none is due.

    Those at the sites `but_at` (`https://host/`) have to wait. It is committed when this returns: nothing is held while
    other sites are asked. Raises NotAllowed.
    """
    permissions.check(by, "claim_embed")
    now = timezone.now()
    due = Embed.objects.due(now)
    for site in but_at:
        due = due.exclude(url__startswith=site)
    if not due.exists():  # most often; it locks nothing
        return None
    with transaction.atomic(durable=True):
        # SQLite lets one transaction write at a time, and that is this one.
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, no_key=True)
        embed = due.first()
        if embed is not None:
            embed.next_try_at, embed.tries = now + CLAIM, embed.tries + 1
            Embed.objects.filter(pk=embed.pk).update(next_try_at=embed.next_try_at, tries=F("tries") + 1)
        return embed


def put_off_embed(*, by: Actor, embed: Embed, again_at: datetime | None, is_soon: bool = False) -> bool:
    """Give a claimed embed back: nothing was found out, `again_at` is another time. Whether it was still the caller's.

    Unless that `is_soon`, because of trouble that may pass, its tries are counted anew then. Raises NotAllowed.
    """
    permissions.check(by, "put_off_embed")
    ours = Embed.objects.filter(pk=embed.pk, next_try_at=embed.next_try_at)
    return ours.exclude(state=Embed.State.WITHDRAWN).update(
        next_try_at=again_at, tries=F("tries") if is_soon else 0
    ) > 0
