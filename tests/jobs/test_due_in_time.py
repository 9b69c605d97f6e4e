"""The thread that looks out for due entries, and two processes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from columns.jobs import due
from columns.jobs.due import look_out
from columns.models import Change, Column, Entry, Post
from columns.publishing import falling_due
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText
from tests.publishing.cast import fall_due, now_of, person, rule, scheduled
from tests.publishing.log import assert_whole
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
