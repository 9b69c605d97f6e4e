"""The words of the querysets and the small facts of each noun."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from columns.models import RESERVED_SLUGS, Column, Entry, Post, new_id
from columns.models.column import check_time_zone, slug_rule


def test_ids_are_random_and_safe_in_an_address() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 12 and each.isascii() and each.isalnum() and each == each.lower() for each in ids)


@pytest.mark.parametrize("slug", ["syria", "day-7", "сирия", "سوريا", "ß", "ⅷ"])
def test_a_slug_is_of_any_script(slug: str) -> None:
    slug_rule(slug)


@pytest.mark.parametrize("slug", ["", "-", "a-", "-a", "a--b", "a_b", "Ab", "a b", "a.b", "a/b", "a\n", "a?"])
def test_a_slug_is_words_of_letters_and_digits_joined_by_hyphens(slug: str) -> None:
    with pytest.raises(ValidationError):
        slug_rule(slug)


def test_no_reserved_address_can_be_one_of_a_column_by_accident() -> None:
    assert {"admin", "live", "api", "media", "static", "healthz", "robots.txt", "feed.rss"} <= RESERVED_SLUGS


def test_a_zone_is_one_that_exists() -> None:
    check_time_zone("Asia/Damascus")
    for name in ("", "Damascus", "../../etc/passwd", "asia/damascus"):
        with pytest.raises(ValidationError):
            check_time_zone(name)


def test_the_direction_follows_the_language() -> None:
    assert [Column(language=code).direction for code in ("ar", "fa", "he", "en", "ru")] == ["rtl"] * 3 + ["ltr"] * 2


def test_hidden_columns_are_not_public_and_live_ones_come_first(db: None) -> None:
    for slug, state in (("b", "live"), ("c", "hidden"), ("a", "closed")):
        Column.objects.create(slug=slug, title=slug, state=state)
    assert [column.slug for column in Column.objects.public().live_first()] == ["b", "a"]


@pytest.fixture
def chain(column: Column) -> list[Post]:
    """Four posts in the order of the chain: two of one day, and the opening of one took place later."""
    now, days = timezone.now(), [(7, 3), (8, 1), (8, 2), (9, 0)]
    return [
        Post.objects.create(
            column=column, date=datetime.date(2015, 10, day), slug=f"s-{n}", title=f"{n}", state="live",
            opened_at=now + datetime.timedelta(minutes=minutes),
        )
        for n, (day, minutes) in enumerate(days)
    ]


def test_the_chain_goes_by_date_and_then_by_opening(chain: list[Post]) -> None:
    assert list(Post.objects.newest_first()) == chain[::-1]
    for n, post in enumerate(chain):
        assert list(Post.objects.before(post)) == chain[:n][::-1]
        assert list(Post.objects.following(post)) == chain[n + 1 :]


def test_posts_of_another_column_and_drafts_are_no_part_of_it(chain: list[Post]) -> None:
    other = Column.objects.create(slug="tahrir", title="Tahrir", state="hidden")
    day = chain[1].date
    Post.objects.create(column=other, date=day, slug="x", title="X", state="live", opened_at=timezone.now())
    Post.objects.create(column=chain[0].column, date=day, slug="draft", title="Draft")
    assert list(Post.objects.public().following(chain[0])) == chain[1:]
    assert list(Post.objects.public().newest_first()) == chain[::-1]


def test_entries_above_and_below_a_place_are_all_of_them(column: Column, live_post: Post) -> None:
    now = timezone.now()
    for seq in range(1, 10):
        Entry.objects.create(
            column=column, post=live_post, state="published", published_at=now, seq=seq, first_seq=seq,
            display_time=now + datetime.timedelta(seconds=seq // 3),
        )
    Entry.objects.create(column=column, post=live_post, headline="A draft")
    stream = list(Entry.objects.public().newest_first())
    assert [entry.first_seq for entry in stream] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    for n, entry in enumerate(stream):
        place = (entry.display_time, entry.first_seq)
        assert list(Entry.objects.public().older_than(*place).newest_first()) == stream[n + 1 :]
        assert list(Entry.objects.public().from_on(*place).newest_first()) == stream[: n + 1]


def test_a_withdrawn_entry_is_public_but_not_published(publish: Callable[..., Entry]) -> None:
    entry = publish("A headline")
    Entry.objects.filter(pk=entry.pk).update(state="withdrawn")
    assert Entry.objects.public().filter(pk=entry.pk).exists()
    assert not Entry.objects.published().filter(pk=entry.pk).exists()
    assert Entry.objects.get(pk=entry.pk).is_withdrawn
