"""Social cards as verbs: wanted by many, drawn by one, and never kept when somebody knows better."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from columns.models import Entry, Post, SocialCard
from columns.models.social_card import CLAIM
from columns.publishing.claiming import CALL, claim_card, put_off_card
from columns.publishing.social_cards import lose_card, settle_card, want_card
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def want(thing: Post | Entry, digest: str = "d1") -> SocialCard:
    """Want a card; the row of it."""
    want_card(by=None, of=thing, digest=digest)
    return SocialCard.objects.of(thing).get()


def settled(thing: Post | Entry, digest: str = "d1") -> SocialCard:
    """A card that has been drawn."""
    want(thing, digest)
    assert settle_card(by=None, card=claim_card(by=None), digest=digest, content=digest.encode())
    return SocialCard.objects.of(thing).get()


def files() -> list[bytes]:
    """What lies in the storage."""
    names = default_storage.listdir("cards")[1] if default_storage.exists("cards") else []
    return sorted(default_storage.open(f"cards/{name}").read() for name in names)


def test_a_card_that_is_wanted_is_due_and_somebody_is_called(live_post: Post) -> None:
    CALL.clear()
    with transaction.atomic():
        card = want(live_post)
        assert not CALL.is_set()
    assert CALL.is_set()
    assert card.next_try_at <= timezone.now()
    assert (card.post, card.entry, card.digest, card.file.name) == (live_post, None, "", "")


def test_nothing_is_due_before_somebody_asks(live_post: Post, entry: Entry) -> None:
    assert not SocialCard.objects.exists()
    assert claim_card(by=None) is None


def test_of_many_who_want_it_at_once_one_has_it_drawn(live_post: Post, entry: Entry) -> None:
    failed = at_once(*[partial(want_card, by=None, of=live_post, digest="d1")] * 4,
                     *[partial(want_card, by=None, of=entry, digest="d2")] * 4)  # fmt: skip
    assert failed == [None] * 8
    claimed = at_once(*[partial(claim_card, by=None)] * 6)
    assert sorted(filter(None, (each and each.pk for each in claimed))) == sorted(
        SocialCard.objects.values_list("pk", flat=True)
    )


def test_a_claim_is_for_a_while_and_counted(live_post: Post) -> None:
    want(live_post)
    claimed = claim_card(by=None)
    assert (claimed.tries, claimed.thing) == (1, live_post)
    assert timedelta() < claimed.next_try_at - timezone.now() <= CLAIM
    assert SocialCard.objects.get().next_try_at == claimed.next_try_at
    want(live_post)
    assert claim_card(by=None) is None
    SocialCard.objects.update(next_try_at=timezone.now())
    assert claim_card(by=None).tries == 2


def test_what_has_been_drawn_is_not_wanted_again_until_it_looks_otherwise(live_post: Post) -> None:
    card = settled(live_post)
    assert (card.digest, card.next_try_at, card.tries, files()) == ("d1", None, 0, [b"d1"])
    assert card.file.name.startswith("cards/")
    assert want(live_post, "d1").next_try_at is None
    assert want(live_post, "d2").next_try_at is not None


def test_a_new_drawing_takes_the_place_of_the_one_before(live_post: Post) -> None:
    before = settled(live_post).file.name
    after = settled(live_post, "d2")
    assert (after.digest, files()) == ("d2", [b"d2"])
    assert after.file.name != before


def test_a_drawing_that_comes_too_late_is_dropped(live_post: Post) -> None:
    want(live_post)
    late = claim_card(by=None)
    SocialCard.objects.update(next_try_at=timezone.now())
    claimed = claim_card(by=None)
    assert not settle_card(by=None, card=late, digest="d1", content=b"late")
    assert not put_off_card(by=None, card=late, again_at=None)
    assert files() == []
    assert settle_card(by=None, card=claimed, digest="d1", content=b"in time")
    assert files() == [b"in time"]


def test_a_drawing_of_what_is_no_longer_there_is_dropped(live_post: Post) -> None:
    want(live_post)
    claimed = claim_card(by=None)
    SocialCard.objects.all().delete()
    assert not settle_card(by=None, card=claimed, digest="d1", content=b"x")
    assert files() == []


def test_a_drawing_that_cannot_be_noted_leaves_no_file(live_post: Post) -> None:
    want(live_post)
    claimed = claim_card(by=None)
    with pytest.raises(IntegrityError):
        settle_card(by=None, card=claimed, digest=None, content=b"x")
    assert files() == []


def test_one_that_is_put_off_waits_and_one_that_is_given_up_waits_to_be_wanted(live_post: Post) -> None:
    want(live_post)
    later = timezone.now() + timedelta(hours=1)
    assert put_off_card(by=None, card=claim_card(by=None), again_at=later)
    assert want(live_post).next_try_at == later
    SocialCard.objects.update(next_try_at=timezone.now())
    put_off_card(by=None, card=claim_card(by=None), again_at=None)
    assert SocialCard.objects.get().tries == 2
    assert want(live_post).tries == 0


def test_a_lost_file_can_be_wanted_again(live_post: Post) -> None:
    card = settled(live_post)
    default_storage.delete(card.file.name)
    lose_card(by=None, card=card)
    assert SocialCard.objects.get().digest == ""
    assert want(live_post).next_try_at is not None


def test_who_missed_a_file_that_has_been_replaced_takes_nothing_away(live_post: Post) -> None:
    before = settled(live_post)
    settled(live_post, "d2")
    lose_card(by=None, card=before)
    assert SocialCard.objects.get().digest == "d2"


def test_withdrawing_an_entry_deletes_its_drawing_and_drops_one_that_is_being_made(entry: Entry) -> None:
    settled(entry)
    want(entry, "d2")
    claimed = claim_card(by=None)
    withdraw_entry(by=None, entry=entry, reason="Wrong")
    assert files() == []
    assert not settle_card(by=None, card=claimed, digest="d2", content=b"its words")
    assert files() == []
    assert SocialCard.objects.get().digest == ""
    restore_entry(by=None, entry=entry)
    assert settled(entry, "d3").digest == "d3"


def test_a_withdrawal_that_fails_deletes_nothing(entry: Entry) -> None:
    settled(entry)
    with transaction.atomic():
        withdraw_entry(by=None, entry=entry, reason="Wrong")
        transaction.set_rollback(True)
    assert files() == [b"d1"]
    assert SocialCard.objects.get().digest == "d1"


def test_a_card_is_of_a_post_or_of_an_entry_and_never_of_both(live_post: Post, entry: Entry) -> None:
    for of in ({}, {"post": live_post, "entry": entry}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SocialCard.objects.create(**of)


def test_a_post_has_one_card(live_post: Post) -> None:
    want(live_post)
    with pytest.raises(IntegrityError):
        SocialCard.objects.create(post=live_post)


def test_a_full_disk_leaves_no_half_of_a_card(live_post: Post) -> None:
    want(live_post)
    full = patch.object(ContentFile, "chunks", return_value=full_after(b"half of it"))
    with full, pytest.raises(OSError, match="No space left"):
        settle_card(by=None, card=claim_card(by=None), digest="d1", content=b"half of it, and the rest")
    assert files() == []


def full_after(part: bytes) -> Iterator[bytes]:
    """As much as there is room for."""
    yield part
    raise OSError(28, "No space left on device")
