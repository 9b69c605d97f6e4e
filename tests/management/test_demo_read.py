"""The demonstration, as it stands when `manage.py demo` has put it on an empty site: built once, and read."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from columns.management.demo.build import CONTENT, publish_demo
from columns.markup.pictured import without_images
from columns.models import Author, Change, Column, Entry, Post, Site
from columns.publishing.errors import Refused

pytestmark = pytest.mark.django_db

TAG = re.compile(r"<(/?\w+)")


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Column]:
    """For all tests of this file, each of which takes back what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield publish_demo()
        transaction.set_rollback(True)


@pytest.fixture
def column(built: Column) -> Column:
    return Column.objects.get(pk=built.pk)


def told() -> dict[str, Any]:
    return json.loads(CONTENT.read_text(encoding="utf-8"))


def words(entry: Entry) -> int:
    return len(re.sub(r"<[^>]+>", " ", entry.body).split())


@pytest.mark.usefixtures("column")
def test_a_second_demonstration_leaves_the_first_as_it_is() -> None:
    before = list(Change.objects.values_list("pk", flat=True))
    with pytest.raises(Refused):
        publish_demo()
    assert list(Change.objects.values_list("pk", flat=True)) == before


def test_three_days_are_chained_and_the_last_one_is_live(column: Column) -> None:
    posts = list(column.posts.order_by("date"))
    assert [(str(post.date), post.state) for post in posts] == [
        ("2015-10-21", "closed"), ("2015-10-22", "closed"), ("2015-10-23", "live"),
    ]
    assert Post.objects.public().before(posts[2]).first() == posts[1]
    assert Post.objects.public().following(posts[0]).first() == posts[1]


def test_where_things_stand_is_taken_over_from_day_to_day_and_amended(column: Column) -> None:
    first, second, third = column.posts.order_by("date")
    for before, post in ((first, second), (second, third)):
        stood = list(post.revisions.order_by("number").values_list("body", flat=True))
        assert before.standing in stood
        assert stood[-1] == post.standing != before.standing


def test_everything_in_the_texts_passes_the_sanitiser(column: Column) -> None:
    for post in told()["posts"]:
        stored = column.posts.get(slug=post["slug"]).entries.order_by("first_seq")
        for entry, written in zip(stored, post["entries"], strict=True):
            source = "\n".join(written.get("amend", written)["body"])
            assert Counter(TAG.findall(without_images(entry.body))) == Counter(TAG.findall(source)), written["ref"]
            for attribute in ('lang="', 'dir="rtl"', 'class="quote"', 'href="https://'):
                assert entry.body.count(attribute) == source.count(attribute), (written["ref"], attribute)


def test_quotations_say_that_they_were_written_for_the_demonstration(column: Column) -> None:
    captions = [
        caption
        for entry in column.entries.all()
        for caption in re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", entry.body)
    ]
    assert len(captions) >= 5
    assert all("written for this demonstration" in caption for caption in captions)
    assert "demonstration" in Site.current().notice


def test_a_thread_goes_on_under_one_headline_at_its_own_times(column: Column) -> None:
    first = column.entries.filter(headline__startswith="People leave", continues=None).get()
    thread = [first, *first.follow_ups.order_by("display_time")]
    assert len(thread) == 3
    assert len({entry.headline for entry in thread}) == 1
    assert len({entry.display_time for entry in thread}) == 3


def test_a_night_runs_past_midnight_in_the_columns_zone(column: Column) -> None:
    first = column.posts.get(date=datetime.date(2015, 10, 21))
    last = first.entries.newest_first().first()
    assert last.display_time.astimezone(column.zone).isoformat() == "2015-10-22T00:25:00+03:00"


def test_times_run_with_the_order_of_publication(column: Column) -> None:
    times = list(column.entries.order_by("first_seq").values_list("display_time", flat=True))
    assert times == sorted(times)


def test_one_entry_is_withdrawn_with_a_reason(column: Column) -> None:
    withdrawn = column.entries.get(state=Entry.State.WITHDRAWN)
    assert "single message" in withdrawn.withdrawal_reason


def test_one_entry_is_amended_and_keeps_both_texts(column: Column) -> None:
    amended = column.entries.get(amended_at__isnull=False)
    assert [r.headline for r in amended.revisions.order_by("number")] == [
        "Activists: a school struck in Sarmin, twelve people killed",
        "Activists: a school struck in Sarmin, twelve people killed in the town",
    ]
    assert "Amended:" in amended.body


def test_marks_and_bylines_of_every_kind_occur(column: Column) -> None:
    entries = column.entries.published()
    assert entries.filter(pinned=True).count() == 1
    assert 4 <= entries.filter(key_event=True).count() <= 6
    assert entries.filter(bylines=None).count() == 1
    roles = set(entries.values_list("bylines__role", flat=True))
    assert roles == {None, "reporting", "translation", "analysis"}
    assert set(Author.objects.values_list("kind", flat=True)) == {"person", "organisation"}
    assert not Author.objects.filter(bylines=None).exists()


def test_entries_are_of_a_length_that_a_reader_of_a_live_page_bears(column: Column) -> None:
    assert all(60 <= words(entry) <= 180 for entry in column.entries.all())


def test_pictures_lead_a_post_stand_in_a_gallery_and_lie_under_a_cover(column: Column) -> None:
    newest = column.posts.order_by("date").last()
    assert newest is not None
    assert newest.lead is not None
    assert newest.lead.alt
    shown = sorted([image.is_covered for image in entry.images.all()] for entry in newest.entries.all())
    assert [each for each in shown if each] == [[False, False], [True]]
