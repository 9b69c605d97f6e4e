"""The window of a post's stream, and paging through it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.entries import amend_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry
from columns.reading.place import Place
from columns.reading.window import PAGE, Window, read_window

from .conftest import MORNING

Fill = Callable[..., list[Entry]]
LATER = datetime.timedelta(hours=9)


def pages(column: Column, post: Post, between: Callable[[int], object] = lambda number: None) -> Iterator[Window]:
    """Page after page, as a reader goes down them; `between` happens before each next one."""
    window = read_window(column, post)
    yield window
    number = 0
    while window.has_older:
        between(number := number + 1)
        window = read_window(column, post, before=window.lower)
        yield window


def ids(windows: Iterator[Window] | list[Window]) -> list[str]:
    """What stands in them, in their order."""
    return [fragment.id for window in windows for fragment in window.fragments]


def test_each_of_130_entries_is_on_one_page_newest_first(column: Column, live_post: Post, fill: Fill) -> None:
    entries = fill(130)
    windows = list(pages(column, live_post))
    assert [len(window.fragments) for window in windows] == [PAGE, PAGE, 30]
    assert ids(windows) == [entry.pk for entry in reversed(entries)]
    assert windows[-1].lower is None


def test_entries_of_one_moment_stand_in_the_order_of_their_publication(
    column: Column, live_post: Post, fill: Fill
) -> None:
    entries = fill(70, every=0)
    assert ids(pages(column, live_post)) == [entry.pk for entry in reversed(entries)]


def test_what_happens_between_two_pages_neither_doubles_nor_drops_an_entry(
    column: Column, live_post: Post, fill: Fill, alice: User
) -> None:
    entries = fill(130)
    day, head = datetime.date(2015, 10, 8), PostText("Next")
    other = open_post(by=alice, post=create_post(by=alice, column=column, date=day, slug="next", text=head))

    def meanwhile(number: int) -> None:
        fill(3, after=LATER)
        withdraw_entry(by=alice, entry=entries[20 * number], reason="Wrong")
        move_entry(by=alice, entry=entries[129 - number], post=other)

    seen = ids(pages(column, live_post, meanwhile))
    ours = [entry_id for entry_id in seen if entry_id in {entry.pk for entry in entries}]
    assert ours == [entry.pk for entry in reversed(entries)]
    assert len(seen) == len(set(seen))


def test_a_page_means_the_same_entries_whatever_is_published_later(
    column: Column, live_post: Post, fill: Fill
) -> None:
    fill(60)
    before = read_window(column, live_post).lower
    old = ids([read_window(column, live_post, before=before)])
    fill(5, after=LATER)
    assert ids([read_window(column, live_post, before=before)]) == old


def test_a_window_that_has_grown_can_be_asked_for_again(column: Column, live_post: Post, fill: Fill) -> None:
    entries = fill(130)
    first = read_window(column, live_post)
    second = read_window(column, live_post, before=first.lower)
    again = read_window(column, live_post, through=second.lower)
    assert ids([again]) == ids([first, second]) == [entry.pk for entry in reversed(entries[30:])]
    assert again.lower == second.lower
    newer = fill(2, after=LATER)
    grown = read_window(column, live_post, through=second.lower)
    assert ids([grown])[:3] == [newer[1].pk, newer[0].pk, entries[129].pk]


def test_an_entry_whose_time_is_amended_stands_where_it_says(
    column: Column, live_post: Post, fill: Fill, alice: User
) -> None:
    entries = fill(4)
    text = EntryText("Entry 0", display_time=MORNING + datetime.timedelta(seconds=90))
    amend_entry(by=alice, entry=entries[0], text=text, revision=1)
    assert ids(pages(column, live_post)) == [entries[n].pk for n in (3, 2, 0, 1)]


def test_a_stub_stays_in_its_place(column: Column, live_post: Post, fill: Fill, alice: User) -> None:
    entries = fill(3)
    withdraw_entry(by=alice, entry=entries[1], reason="Wrong")
    fragments = read_window(column, live_post).fragments
    assert [fragment.withdrawn for fragment in fragments] == [False, True, False]
    assert "Text 1" not in fragments[1].html


def test_an_empty_post_is_an_empty_window(column: Column, live_post: Post) -> None:
    window = read_window(column, live_post)
    assert (window.fragments, window.has_older) == ((), False)


def test_a_place_is_written_so_that_words_sort_as_places_do(live_post: Post, fill: Fill) -> None:
    places = [Place.of(entry) for entry in [*fill(12), *fill(12, every=0)]]
    assert sorted(places) == sorted(places, key=str)
    assert [Place.parse(str(place)) for place in places] == places
    wrong = ["20151307T000000000000-000000000001", "٢٠١٥1007T000000000000-000000000001", f"{places[0]}\n"]
    for text in ("", "x", *wrong):
        assert Place.parse(text) is None
