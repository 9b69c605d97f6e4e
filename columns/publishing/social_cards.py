"""Social cards: who wants one, and what became of drawing it.

Nothing is drawn before somebody asks. No reader sees a change by these verbs on any page: the log is told nothing.
"""

from __future__ import annotations

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from columns.models import Entry, Image, Post, SocialCard

from . import permissions
from .claiming import call
from .permissions import Actor

_BLANK = {"digest": "", "file": ""}


def want_card(*, by: Actor, of: Post | Entry, digest: str) -> None:
    """Have the card drawn that shows what `digest` says, unless it is there or is being drawn. Raises NotAllowed."""
    permissions.check(by, "want_card")
    cards = SocialCard.objects.of(of)
    if not cards.exists():
        new = SocialCard(post=of) if isinstance(of, Post) else SocialCard(entry=of)
        SocialCard.objects.bulk_create([new], ignore_conflicts=True)
    # In one statement, so that of many who ask at once nobody asks for what has just been drawn.
    with transaction.atomic():
        if cards.filter(next_try_at=None).exclude(digest=digest).update(next_try_at=timezone.now(), tries=0):
            call()


def settle_card(*, by: Actor, card: SocialCard, digest: str, content: bytes) -> bool:
    """Keep a drawing in the place of the one before, which is deleted. Whether it was kept.

    It is dropped if the card was claimed again meanwhile, or taken away. Raises NotAllowed.
    """
    permissions.check(by, "settle_card")
    storage = card.file.storage
    name = card.file.field.generate_filename(card, "card.jpg")
    is_kept = False
    try:
        storage.save(name, ContentFile(content))  # on a full disk, half of it stays behind
        with transaction.atomic():
            current = SocialCard.objects.select_for_update(no_key=True).filter(pk=card.pk).first()
            if current is None or current.next_try_at != card.next_try_at:
                return False
            SocialCard.objects.filter(pk=card.pk).update(digest=digest, file=name, next_try_at=None, tries=0)
            _forget_file(current)
        is_kept = True
        return True
    finally:
        if not is_kept:
            storage.delete(name)


def lose_card(*, by: Actor, card: SocialCard) -> None:
    """Note that the drawing is no longer in the storage, so that it can be wanted again. Raises NotAllowed."""
    permissions.check(by, "lose_card")
    SocialCard.objects.filter(pk=card.pk, file=card.file.name).update(**_BLANK)


def drop_card(entry: Entry) -> None:
    """Delete the drawing of an entry that is being withdrawn, and have nothing kept that is being drawn of it."""
    _drop(SocialCard.objects.filter(entry=entry))


def drop_post_card(post: Post) -> None:
    """The same of a post whose title says what nobody is to read any more."""
    _drop(SocialCard.objects.filter(post=post))


def drop_cards_with(image: Image) -> None:
    """The same for all drawings that may show a picture which is being covered, cropped or withdrawn."""
    _drop(SocialCard.objects.filter(entry__images=image))
    _drop(SocialCard.objects.filter(post__lead=image))


def _drop(cards: QuerySet[SocialCard]) -> None:
    for card in cards.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        SocialCard.objects.filter(pk=card.pk).update(next_try_at=None, **_BLANK)
        _forget_file(card)


def _forget_file(card: SocialCard) -> None:
    """Delete a drawing once the transaction that no longer names it has committed."""
    if name := card.file.name:
        transaction.on_commit(partial(card.file.storage.delete, name), robust=True)
