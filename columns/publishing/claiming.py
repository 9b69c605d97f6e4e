"""Claiming: whose turn it is to do what is due. One worker has a row at a time, and not for ever.

A claim is the row's own next time, moved beyond what the work may take: a worker that is killed leaves nothing behind
but a time that comes, and then somebody else's turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Event
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from columns.models import Embed, Image, SocialCard
from columns.models.embed import CLAIM
from columns.models.image import CLAIM as IMAGE_CLAIM
from columns.models.social_card import CLAIM as CARD_CLAIM

from . import permissions
from .permissions import Actor

_Due = TypeVar("_Due", Embed, Image, SocialCard)

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
    due: QuerySet[Embed] = Embed.objects.due(timezone.now())
    for site in but_at:
        due = due.exclude(url__startswith=site)
    return _claim(due, CLAIM)


def claim_image(*, by: Actor) -> Image | None:
    """The picture whose renditions have been due the longest, in the same way. Raises NotAllowed."""
    permissions.check(by, "claim_image")
    return _claim(Image.objects.due(timezone.now()), IMAGE_CLAIM)


def claim_card(*, by: Actor) -> SocialCard | None:
    """The social card that has been wanted the longest, in the same way. Raises NotAllowed."""
    permissions.check(by, "claim_card")
    return _claim(SocialCard.objects.due(timezone.now()), CARD_CLAIM)


def _claim(due: QuerySet[_Due], duration: timedelta) -> _Due | None:
    if not due.exists():  # most often; it locks nothing
        return None
    with transaction.atomic(durable=True):
        # SQLite lets one transaction write at a time, and that is this one.
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, no_key=True)
        row = due.first()
        if row is not None:
            row.next_try_at, row.tries = timezone.now() + duration, row.tries + 1
            type(row).objects.filter(pk=row.pk).update(next_try_at=row.next_try_at, tries=F("tries") + 1)
        return row


def put_off_embed(*, by: Actor, embed: Embed, again_at: datetime | None, is_soon: bool = False) -> bool:
    """Give a claimed embed back: nothing was found out, `again_at` is another time. Whether it was still the caller's.

    Unless that `is_soon`, because of trouble that may pass, its tries are counted anew then. Raises NotAllowed.
    """
    permissions.check(by, "put_off_embed")
    ours = Embed.objects.filter(pk=embed.pk, next_try_at=embed.next_try_at)
    return ours.exclude(state=Embed.State.WITHDRAWN).update(
        next_try_at=again_at, tries=F("tries") if is_soon else 0
    ) > 0


def put_off_image(*, by: Actor, image: Image, again_at: datetime, was_tried: bool = True) -> bool:
    """Give a claimed picture back. Whether it was still the caller's. Unless it `was_tried`, that counts as no try.

    Raises NotAllowed.
    """
    permissions.check(by, "put_off_image")
    ours = Image.objects.filter(pk=image.pk, next_try_at=image.next_try_at)
    return ours.update(next_try_at=again_at, tries=F("tries") - (0 if was_tried else 1)) > 0


def put_off_card(*, by: Actor, card: SocialCard, again_at: datetime | None) -> bool:
    """Give a claimed card back undrawn; None: until somebody asks again. Whether it was still the caller's.

    Raises NotAllowed.
    """
    permissions.check(by, "put_off_card")
    return SocialCard.objects.filter(pk=card.pk, next_try_at=card.next_try_at).update(next_try_at=again_at) > 0
