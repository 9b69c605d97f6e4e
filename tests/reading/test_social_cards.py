"""What a social card says: the words of now, in the column's language and zone, and of a withdrawn entry none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from columns.images.card_words import Picture
from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.posts import amend_post, close_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry
from columns.reading.social_cards import card_of, carrier, headline_of

AT = datetime.datetime(2015, 10, 7, 11, 5, tzinfo=datetime.UTC)


@pytest.fixture
def entry(live_post: Post, alice: User) -> Entry:
    """An entry of five past two in Damascus."""
    text = EntryText("Missiles launched", body="<p>Twenty-six.</p>", display_time=AT)
    return publish_entry(by=alice, post=live_post, text=text)


def now_of(thing: Post | Entry) -> Post | Entry:
    """The row as it is."""
    return type(thing)._default_manager.get(pk=thing.pk)


def test_a_post_says_its_title_its_column_its_date_and_whether_it_goes_on(live_post: Post, alice: User) -> None:
    card = card_of(live_post)
    assert (card.headline, card.column, card.status, card.is_live) == ("The first week", "Putin in Syria", "Live", True)
    assert card.times == ("Wednesday 7 October 2015", "Damascus, UTC+3")
    assert (card.language, card.direction, card.picture) == ("en", "ltr", None)
    close_post(by=alice, post=live_post)
    closed = card_of(now_of(live_post))
    assert closed.status.startswith("Closed at ")
    assert not closed.is_live


def test_an_entry_says_its_headline_and_its_time_in_the_zone_of_its_column(entry: Entry) -> None:
    card = card_of(entry)
    assert (card.headline, card.times) == ("Missiles launched", ("7 Oct 2015 14:05", "Damascus, UTC+3"))
    assert (card.status, card.is_live) == ("Live", True)


def test_an_amended_entry_says_when(entry: Entry, alice: User) -> None:
    amend_entry(by=alice, entry=entry, text=replace(EntryText.of(entry), headline="Missiles seen"), revision=1)
    card = card_of(now_of(entry))
    assert card.headline == "Missiles seen"
    assert card.times[1].startswith("Amended ")


def test_an_entry_of_a_closed_post_does_not_say_live(entry: Entry, live_post: Post, alice: User) -> None:
    close_post(by=alice, post=live_post)
    card = card_of(now_of(entry))
    assert (card.status, card.is_live) == ("Closed", False)


def test_an_entry_without_a_headline_is_called_by_its_story_or_its_first_words(publish: Callable[..., Entry]) -> None:
    assert headline_of(publish(body="<p>Twenty-six, said <b>Moscow</b>.</p>")) == "Twenty-six, said Moscow."
    quotation = '<figure class="quote"><blockquote><p>“No.”</p></blockquote></figure>'
    assert card_of(publish(body=quotation)).headline == "“No.”"


def test_a_follow_up_is_called_by_its_story_while_that_stands(entry: Entry, live_post: Post, alice: User) -> None:
    later = publish_entry(by=alice, post=live_post, text=EntryText(body="<p>More.</p>", continues=entry))
    assert card_of(later).headline == "Missiles launched"
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    assert card_of(now_of(later)).headline == "More."


def test_the_card_of_a_withdrawn_entry_is_that_of_its_post(entry: Entry, live_post: Post, alice: User) -> None:
    assert carrier(entry) is entry
    assert carrier(withdraw_entry(by=alice, entry=entry, reason="Wrong")) == live_post
    assert carrier(live_post) is live_post


def test_its_words_are_those_of_the_column(column: Column, live_post: Post, alice: User) -> None:
    change_column(
        by=alice, column=column, revision=1, slug=column.slug, title="بوتين في سوريا", description="", state="live",
        time_zone="Asia/Tehran", language="ar",
    )
    card = card_of(Post.objects.select_related("column").get(pk=live_post.pk))
    assert (card.language, card.direction, card.column) == ("ar", "rtl", "بوتين في سوريا")
    assert card.times[1] == "Tehran, UTC+3:30"
    assert "أكتوبر" in card.times[0] or "تشرين" in card.times[0]


def test_a_digest_stays_as_long_as_the_card_does(publish: Callable[..., Entry], live_post: Post, alice: User) -> None:
    before = card_of(live_post).digest
    publish("Something else")
    assert card_of(now_of(live_post)).digest == before
    amend_post(by=alice, post=live_post, text=PostText("The second week"), revision=live_post.revision)
    assert card_of(now_of(live_post)).digest != before


def test_a_digest_is_another_one_for_all_that_is_seen(live_post: Post) -> None:
    card = card_of(live_post)
    pictures = ("a", 50, 50), ("b", 50, 50), ("a", 51, 50), ("a", 50, 51)
    others = [
        replace(card, headline="x"), replace(card, column="x"), replace(card, times=()), replace(card, status="x"),
        replace(card, is_live=False), replace(card, language="ar"), replace(card, direction="rtl"),
        *(replace(card, picture=Picture(*shown)) for shown in pictures),
    ]  # fmt: skip
    assert len({card.digest, *(other.digest for other in others)}) == len(others) + 1
    assert len(card.digest) == 24
