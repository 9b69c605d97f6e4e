"""Entries that fall due: published once, in time, and given back to the desk where something stands in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from columns.jobs import due
from columns.jobs.due import PAUSE, look_out, publish_next
from columns.markup.pictured import gallery_of
from columns.models import Change, Column, Entry, Image, Post
from columns.publishing import falling_due
from columns.publishing.entries import publish_entry
from columns.publishing.falling_due import LATEST, publish_due_entry
from columns.publishing.posts import close_post
from columns.publishing.schedules import unschedule_entry
from columns.publishing.texts import EntryText
from tests.pictured import described
from tests.publishing.at_once import at_once
from tests.publishing.cast import fall_due, now_of, person, recorded, rule, scheduled
from tests.publishing.log import assert_whole, watching
from tests.publishing.test_a_killed_process import database_url

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30  # seconds for what usually takes one


@pytest.fixture
def editor(column: Column) -> User:
    """Schedules."""
    return person("emre", column, "editor")


@pytest.fixture
def looking() -> Iterator[Callable[[], threading.Thread]]:
    """Starts the thread that looks out for what is due, and ends it afterwards."""
    is_over, begun = threading.Event(), list[threading.Thread]()

    def start() -> threading.Thread:
        begun.append(threading.Thread(target=look_out, args=[is_over]))
        begun[-1].start()
        return begun[-1]

    yield start
    is_over.set()
    for thread in begun:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def until(is_so: Callable[[], Any]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        threading.Event().wait(0.01)


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


def test_the_thread_finds_what_falls_due_while_it_waits(
    column: Column, live_post: Post, editor: User, looking: Callable[[], threading.Thread]
) -> None:
    looking()
    rule(column, safety_delay=1)
    entry = publish_entry(by=editor, post=live_post, text=EntryText("In a second"))
    until(lambda: now_of(entry).is_public)
    shown = now_of(entry)
    assert shown.published_at >= entry.due_at


def test_our_own_fault_gives_one_back_and_the_others_are_published(
    live_post: Post, editor: User, looking: Callable[[], threading.Thread], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    show = falling_due.show

    def broken(decided: Any) -> Entry:
        if decided.text.headline == "Secret":
            raise KeyError(decided.text.headline)
        return show(decided)

    monkeypatch.setattr(falling_due, "show", broken)
    bad = fall_due(scheduled(editor, live_post, "Secret"), timedelta(seconds=9))
    good = fall_due(scheduled(editor, live_post))
    looking()
    until(lambda: now_of(good).is_public)
    assert now_of(bad).state == "draft"
    assert "went wrong" in now_of(bad).returned_note
    assert bad.pk in caplog.text
    assert "Secret" not in caplog.text


def test_a_database_that_is_away_is_waited_for(
    live_post: Post, editor: User, looking: Callable[[], threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish, times = due.publish_due_entry, iter(range(4))

    def away(**by: Any) -> Entry | None:
        if next(times, None) is not None:
            raise OperationalError("the database is not there")
        return publish(**by)

    monkeypatch.setattr(due, "publish_due_entry", away)
    monkeypatch.setattr(due, "PAUSE", 0.01)
    entry = fall_due(scheduled(editor, live_post))
    looking()
    until(lambda: now_of(entry).is_public)


def test_two_processes_of_which_one_is_killed_publish_each_once(column: Column, live_post: Post, editor: User) -> None:
    entries = [scheduled(editor, live_post, f"Entry {number}") for number in range(20)]
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "liveblog.settings"}
    command = [sys.executable, "manage.py", "work"]
    workers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for worker in workers:
            assert worker.stdout
            assert worker.stdout.readline().startswith("Working")
        for entry in entries:
            fall_due(entry)
        until(lambda: Entry.objects.published().count() > 2)
        workers[0].kill()
        until(lambda: not Entry.objects.filter(state="scheduled").exists())
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
            worker.wait(PATIENCE)
    assert Entry.objects.published().count() == len(entries)
    assert Change.objects.filter(op=Change.Op.PUBLISH).count() == len(entries)
    assert_whole(column)
