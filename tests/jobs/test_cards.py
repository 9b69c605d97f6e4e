"""The job of social cards: drawn as they are to look now, and tried again when something breaks."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.utils import timezone
from PIL import Image

from columns.images.card_words import Picture
from columns.jobs import cards
from columns.jobs.cards import work_on_card
from columns.jobs.schedule import RETRIES
from columns.models import Column, Entry, Post, SocialCard
from columns.publishing.claiming import claim_card
from columns.publishing.social_cards import want_card
from columns.publishing.withdrawals import withdraw_entry
from columns.reading import social_cards
from columns.reading.social_cards import card_of
from tests.publishing.at_once import at_once

from .conftest import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> SocialCard | None:
    """Do the one thing that is due; what became of it."""
    claimed = claim_card(by=None)
    if claimed is not None:
        work_on_card(claimed)
    return SocialCard.objects.first()


@pytest.fixture
def wanted(live_post: Post) -> Post:
    """A post whose card somebody wants."""
    want_card(by=None, of=live_post, digest=card_of(live_post).digest)
    return live_post


def test_a_card_is_drawn_and_labelled_with_what_it_shows(wanted: Post) -> None:
    card = work()
    assert (card.digest, card.next_try_at) == (card_of(wanted).digest, None)
    image = Image.open(io.BytesIO(card.file.read()))
    assert (image.format, image.size) == ("JPEG", (1200, 630))


def test_however_many_ask_and_work_at_once_it_is_drawn_once(wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[str] = []
    draw = cards.draw_card
    monkeypatch.setattr(cards, "draw_card", lambda card, photo: drawings.append(card.digest) or draw(card, photo))
    digest = card_of(wanted).digest

    def ask_and_work() -> None:
        want_card(by=None, of=wanted, digest=digest)
        for claimed in iter(partial(claim_card, by=None), None):
            work_on_card(claimed)
        want_card(by=None, of=wanted, digest=digest)

    assert at_once(*[ask_and_work] * 6) == [None] * 6
    assert claim_card(by=None) is None
    assert drawings == [digest]


def test_what_is_drawn_is_what_it_says_now_and_not_when_it_was_wanted(wanted: Post) -> None:
    Post.objects.filter(pk=wanted.pk).update(title="The second week")
    card = work()
    assert card.digest == card_of(Post.objects.get(pk=wanted.pk)).digest != card_of(wanted).digest


def test_the_picture_that_it_names_is_on_it(wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    name = default_storage.save("images/a/800.jpg", ContentFile(jpeg(800, 533, "red")))
    monkeypatch.setattr(social_cards, "picture_of", lambda thing: Picture(name))
    with Image.open(io.BytesIO(work().file.read())) as image:
        red, green, blue = image.getpixel((1000, 300))
    assert red > 240
    assert max(green, blue) < 20


def test_a_picture_that_has_gone_is_not_waited_for(wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(social_cards, "picture_of", lambda thing: Picture("images/gone/800.jpg"))
    assert work().file


def test_nothing_is_drawn_of_what_is_withdrawn_or_hidden(publish: Callable[..., Entry], wanted: Post) -> None:
    entry = publish("Wrong")
    withdraw_entry(by=None, entry=entry, reason="Wrong")
    want_card(by=None, of=entry, digest="d")
    Column.objects.update(state=Column.State.HIDDEN)
    assert [bool(work()) for _ in range(2)] == [True, True]
    assert set(SocialCard.objects.values_list("file", "digest", "next_try_at")) == {("", "", None)}


def test_what_breaks_is_tried_again_and_noted_without_a_word_of_it(
    wanted: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError(wanted.title)

    monkeypatch.setattr(cards, "draw_card", broken)
    with caplog.at_level(logging.ERROR):
        card = work()
    assert timedelta() < card.next_try_at - timezone.now() <= RETRIES[0]
    assert "ZeroDivisionError" in caplog.text
    assert wanted.title not in caplog.text
    SocialCard.objects.update(tries=len(RETRIES), next_try_at=timezone.now())
    assert work().next_try_at is None


def test_one_that_kills_whoever_draws_it_is_given_up(wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "draw_card", lambda *_: pytest.fail("it is drawn"))
    SocialCard.objects.update(tries=len(RETRIES) + 1)
    assert work().next_try_at is None


def test_trouble_with_the_database_is_left_to_the_loop(wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> bool:
        raise OperationalError

    monkeypatch.setattr(cards, "settle_card", away)
    with pytest.raises(OperationalError):
        work()


def test_a_card_that_nobody_needs_any_more_is_no_trouble(wanted: Post, caplog: pytest.LogCaptureFixture) -> None:
    claimed = claim_card(by=None)
    SocialCard.objects.all().delete()
    work_on_card(claimed)
    assert not caplog.records
