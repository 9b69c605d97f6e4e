"""The job of social cards: one claimed row, and what is drawn for it."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from columns.images.card import draw_card
from columns.images.card_words import Picture
from columns.models import SocialCard
from columns.publishing.claiming import put_off_card
from columns.publishing.social_cards import settle_card
from columns.reading.social_cards import card_of, carrier

from .faults import note_fault
from .schedule import RETRIES, next_try


def work_on_card(claimed: SocialCard) -> None:
    """Draw a claimed card as it is to look now. Raises only what the database does while it is out of reach.

    Anything else that goes wrong is our own fault: it is noted without a word of what the card says, and tried again.
    """
    try:
        if claimed.tries > len(RETRIES) + 1:  # no try before has ended with a word: it kills whoever draws it
            put_off_card(by=None, card=claimed, again_at=None)
        else:
            _draw(claimed)
    except SocialCard.DoesNotExist:
        return  # nobody needs it any more
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be worked on
        note_fault(claimed, error)
        put_off_card(by=None, card=claimed, again_at=next_try(claimed.tries, timezone.now()))


def _draw(claimed: SocialCard) -> None:
    rows = SocialCard.objects.select_related("post__column", "entry__column", "entry__post", "entry__continues")
    thing = rows.get(pk=claimed.pk).thing
    if carrier(thing) is not thing or not thing.column.is_public:
        put_off_card(by=None, card=claimed, again_at=None)
        return
    card = card_of(thing)
    content = draw_card(card, _photo(card.picture) if card.picture else None)
    settle_card(by=None, card=claimed, digest=card.digest, content=content)


def _photo(picture: Picture) -> bytes | None:
    """The file of a picture; None if it has just been withdrawn."""
    try:
        with default_storage.open(picture.name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
