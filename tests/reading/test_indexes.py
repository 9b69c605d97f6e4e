"""What pages ask for again and again is one range of an index, never a walk through the whole table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from columns.models import Change, Entry, Post
from columns.reading.place import Place

from .conftest import MORNING

Fill = Callable[..., list[Entry]]


@pytest.fixture
def crowded(live_post: Post, elsewhere: Post, fill: Fill) -> Entry:
    """Two columns of many entries, some of them pinned or key events; an entry in the middle of one."""
    entries = fill(2000)
    fill(2000, post=elsewhere)
    for post in (live_post, elsewhere):
        fill(20, post=post, after=timedelta(hours=1), pinned=True)
        fill(40, post=post, after=timedelta(hours=2), key_event=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return entries[1000]


def plan(rows: QuerySet) -> str:
    """How the database would find these rows, in its own words."""
    return rows.explain()


def assert_by(index: str, rows: QuerySet, *, sorts: bool = False) -> None:
    """These rows come from that index, in its order (`sorts`: a few of them may be sorted afterwards)."""
    said = plan(rows)
    assert index in said, said
    assert "Seq Scan" not in said, said
    assert "SCAN columns_entry" not in said, said
    if not sorts:
        assert "Sort" not in said, said
        assert "TEMP B-TREE" not in said, said


def test_the_stream_of_a_post_and_each_page_of_it(crowded: Entry) -> None:
    stream = Entry.objects.filter(post=crowded.post_id).public().newest_first()
    place = Place.of(crowded)
    below = stream.older_than(place.display_time, place.first_seq)
    above = stream.from_on(place.display_time, place.first_seq)
    for rows in (stream, below, above, stream.older_than(MORNING + timedelta(days=1), 1)):
        assert_by("entry_post_stream", rows.values_list("id", "seq", "display_time", "first_seq")[:51])


def test_the_latest_entry_of_a_column(crowded: Entry) -> None:
    assert_by("entry_column_stream", Entry.objects.published().filter(column=crowded.column_id).newest_first()[:1])


def test_the_pinned_strip_and_the_key_events(crowded: Entry) -> None:
    named = Entry.objects.published().filter(post=crowded.post_id).newest_first()
    assert_by("entry_pinned", named.filter(pinned=True), sorts=True)
    assert_by("entry_key", named.filter(key_event=True)[:20], sorts=True)


def test_what_moved_after_a_number(crowded: Entry) -> None:
    rows = Change.objects.filter(column=crowded.column_id, seq__gt=1990, seq__lte=2000).order_by("seq")
    index = "change_seq" if connection.vendor == "postgresql" else "(column_id=? AND seq>? AND seq<?)"
    # PostgreSQL may take the few rows as they lie, and sort them: that follows from how full its pages happen to be.
    assert_by(index, rows.values_list("seq", "entry_id", "post_id"), sorts=True)
