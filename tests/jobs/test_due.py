"""Entries that fall due: published once, in time, and given back to the desk where something stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.jobs.due import PAUSE, publish_next
from columns.markup.pictured import gallery_of
from columns.models import Change, Column, Entry, Image, Post
from columns.publishing.falling_due import LATEST, publish_due_entry
from columns.publishing.posts import close_post
from columns.publishing.schedules import unschedule_entry
from tests.pictured import described
from tests.publishing.at_once import at_once
from tests.publishing.cast import fall_due, now_of, person, recorded, rule, scheduled
from tests.publishing.log import assert_whole, watching

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30  # seconds for what usually takes one


@pytest.fixture
def editor(column: Column) -> User:
    """Schedules."""
    return person("emre", column, "editor")


def test_it_is_published_as_by_whoever_decided_it_at_the_moment_it_is(
    column: Column, live_post: Post, editor: User
) -> None:
    before = timezone.now()
    entry = fall_due(scheduled(editor, live_post), timedelta(seconds=5))
    with watching(column) as told:
        assert publish_next() == 0
    shown = now_of(entry)
    assert told == [("publish", entry)]
    assert (shown.state, shown.due_at, shown.due_by, shown.revision) == ("published", None, None, 1)
    assert shown.display_time == shown.published_at
    assert before < shown.published_at < timezone.now()
    assert recorded(column)[-2:] == [("emre", "schedule_entry"), ("emre", "publish_entry")]


def test_nothing_is_published_before_its_time_and_the_next_look_comes_with_it(live_post: Post, editor: User) -> None:
    assert publish_next() == PAUSE
    entry = scheduled(editor, live_post)
    assert publish_next() == PAUSE
    assert publish_due_entry(by=None, entry=entry) is None
    fall_due(entry, timedelta(seconds=-0.5))
    assert 0 <= publish_next() < PAUSE
    unschedule_entry(by=editor, entry=fall_due(entry))
    assert publish_next() == PAUSE
    assert now_of(entry).state == "draft"


def close(entry: Entry) -> None:
    """Its post is over by then."""
    close_post(by=None, post=entry.post)


def forbid(entry: Entry) -> None:
    """The account is disabled by then."""
    User.objects.filter(pk=entry.due_by_id).update(is_active=False)


def leave(entry: Entry) -> None:
    """They have no role there any more."""
    entry.due_by.memberships.all().delete()


def freeze(entry: Entry) -> None:
    """Publishing has been stopped meanwhile."""
    rule(entry.column, frozen_at=timezone.now())


def hide(entry: Entry) -> None:
    """Readers see nothing of the column any more."""
    rule(entry.column, state="hidden")


def ask_for_two(entry: Entry) -> None:
    """A second pair of eyes is asked for by then."""
    rule(entry.column, four_eyes=True)


def forget_the_words(entry: Entry) -> None:
    """What was said of its picture was taken back."""
    Image.objects.update(alt="")


@pytest.mark.parametrize(("meanwhile", "why"), [
    (close, "not live"), (forbid, "may not publish"), (leave, "may not publish"), (freeze, "stopped"),
    (hide, "not live"), (ask_for_two, "second person"), (forget_the_words, "no alternative text"),
])  # fmt: skip
def test_what_stands_in_the_way_gives_it_back_with_a_note_and_is_told_to_the_chiefs(
    column: Column, live_post: Post, editor: User, alice: User, meanwhile: Callable[[Entry], None], why: str
) -> None:
    body = gallery_of([described(alice).pk])
    entry = fall_due(scheduled(editor, live_post, body=body))
    meanwhile(entry)
    with watching(column) as told:
        publish_next()
    after = now_of(entry)
    assert told == []
    assert (after.state, after.due_at, after.due_by, after.published_at) == ("draft", None, None, None)
    assert why in after.returned_note
    assert after.returned_note.startswith("It was to be published at ")
    assert after.desk_seq == Column.objects.get(pk=column.pk).desk_seq > entry.desk_seq
    assert recorded(column, alerts=True) == [("emre", "return_entry")]
    rule(column, frozen_at=None)
    assert publish_next() == PAUSE  # it does not come back by itself


def test_after_a_stop_what_is_a_little_late_is_published_and_what_is_late_is_asked_about(
    column: Column, live_post: Post, editor: User
) -> None:
    late = fall_due(scheduled(editor, live_post), LATEST + timedelta(seconds=1))
    little = fall_due(scheduled(editor, live_post), LATEST - timedelta(minutes=1))
    assert (publish_next(), publish_next(), publish_next()) == (0, 0, PAUSE)
    assert (now_of(late).state, now_of(little).state) == ("draft", "published")
    assert "Read it again" in now_of(late).returned_note


def test_several_workers_publish_each_once(column: Column, live_post: Post, editor: User) -> None:
    entries = [fall_due(scheduled(editor, live_post, f"Entry {number}")) for number in range(8)]

    def work() -> int:
        return sum(publish_due_entry(by=None, entry=entry) is not None for entry in entries)

    assert sum(at_once(*[work] * 4)) == len(entries)
    assert Change.objects.filter(op=Change.Op.PUBLISH).count() == len(entries)
    assert {entry.revisions.count() for entry in entries} == {1}
    assert_whole(column)


def test_an_editor_who_stops_it_at_that_moment_wins_or_is_too_late_and_never_both(
    live_post: Post, editor: User
) -> None:
    for number in range(6):
        entry = fall_due(scheduled(editor, live_post, f"Entry {number}"))
        stopped, shown = at_once(
            partial(unschedule_entry, by=editor, entry=entry), partial(publish_due_entry, by=None, entry=entry)
        )
        assert isinstance(stopped, Entry) == (shown is None), (stopped, shown)
        assert now_of(entry).state == ("draft" if shown is None else "published")
