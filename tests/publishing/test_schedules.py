"""Schedules and the safety delay: what is decided now, and shown later."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Post
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.marks import pin_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import close_post
from columns.publishing.schedules import schedule_entry, unschedule_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from tests.pictured import described, taken

from .cast import draft_of, now_of, person, recorded, rule, scheduled
from .log import watching

HOUR = timedelta(hours=1)


@pytest.fixture
def reporter(column: Column) -> User:
    """May stop what is delayed."""
    return person("rana", column, "reporter")


@pytest.fixture
def editor(column: Column) -> User:
    """May schedule."""
    return person("emre", column, "editor")


def test_a_scheduled_entry_is_no_readers_and_no_draft(column: Column, live_post: Post, editor: User) -> None:
    with watching(column) as told:
        entry = scheduled(editor, live_post)
    assert told == []
    assert (entry.state, entry.due_by, entry.is_delayed, entry.first_seq) == ("scheduled", editor, False, None)
    with pytest.raises(Refused, match="Take it off"):
        save_draft(by=editor, post=live_post, text=EntryText("Other"), entry=entry, revision=1)
    with pytest.raises(Refused, match="Take it off"):
        discard_draft(by=editor, entry=entry)


def test_times_that_cannot_be_meant_are_refused(column: Column, live_post: Post, editor: User) -> None:
    now = timezone.now()
    for due_at, why in ((now, "passed"), (now + timedelta(days=91), "90 days")):
        with pytest.raises(Refused, match=why) as refused:
            schedule_entry(by=editor, post=live_post, text=EntryText("X"), due_at=due_at)
        assert refused.value.field == "due_at"
    rule(column, safety_delay=600)
    with pytest.raises(Refused, match="sooner than the safety delay"):
        schedule_entry(by=editor, post=live_post, text=EntryText("X"), due_at=now + timedelta(minutes=5))
    assert not Entry.objects.exists()


def test_a_draft_is_scheduled_with_its_marks_and_taken_off_again(live_post: Post, reporter: User, editor: User) -> None:
    draft = save_draft(by=reporter, post=live_post, text=EntryText("A draft"), pinned=True)
    entry = schedule_entry(by=editor, post=live_post, entry=draft, due_at=timezone.now() + HOUR)
    assert (entry.pk, entry.pinned, entry.revision) == (draft.pk, True, 1)
    with pytest.raises(NotAllowed):
        unschedule_entry(by=reporter, entry=entry)
    after = unschedule_entry(by=editor, entry=entry)
    assert (after.state, after.due_at, after.due_by) == ("draft", None, None)
    with pytest.raises(Refused, match="not scheduled"):
        unschedule_entry(by=editor, entry=entry)


def test_a_post_may_be_opened_until_then_but_not_be_over(
    live_post: Post, draft_post: Callable[..., Post], editor: User, alice: User
) -> None:
    tomorrow = draft_post(8)
    entry = scheduled(editor, tomorrow)
    close_post(by=alice, post=live_post)
    for act in (
        lambda: scheduled(editor, live_post),
        lambda: move_entry(by=editor, entry=entry, post=live_post),
    ):
        with pytest.raises(Refused, match="not live"):
            act()
    assert now_of(entry).post == tomorrow


def test_a_schedule_that_is_sent_twice_makes_one_entry(live_post: Post, editor: User) -> None:
    sent = {"text": EntryText("Once"), "due_at": timezone.now() + HOUR, "submit_id": uuid.uuid4()}
    first = schedule_entry(by=editor, post=live_post, **sent)
    assert schedule_entry(by=editor, post=live_post, **sent) == first == Entry.objects.get()


def test_a_picture_of_which_too_little_is_said_is_not_scheduled(live_post: Post, editor: User, alice: User) -> None:
    image = taken(alice)
    body = gallery_of([image.pk])
    with pytest.raises(Refused, match="cannot be published yet"):
        scheduled(editor, live_post, body=body)
    described(alice, image)
    assert scheduled(editor, live_post, body=body).state == "scheduled"


def test_in_a_column_with_a_safety_delay_publishing_waits_and_anybody_on_the_desk_stops_it(
    column: Column, live_post: Post, reporter: User, editor: User
) -> None:
    rule(column, safety_delay=300)
    with watching(column) as told:
        entry = publish_entry(by=editor, post=live_post, text=EntryText("They are on their way"))
    assert told == []
    assert (entry.state, entry.is_delayed, entry.due_by) == ("scheduled", True, editor)
    assert timedelta(seconds=290) < entry.due_at - timezone.now() <= timedelta(seconds=300)
    assert unschedule_entry(by=reporter, entry=entry).state == "draft"


def test_an_entry_may_have_a_longer_delay_of_its_own_and_none_beyond_an_hour(
    column: Column, live_post: Post, editor: User
) -> None:
    rule(column, safety_delay=60)
    long, short = (
        publish_entry(by=editor, post=live_post, text=EntryText("X"), delay=delay) for delay in (600, 5)
    )
    assert long.due_at - timezone.now() > timedelta(seconds=590)
    assert short.due_at - timezone.now() > timedelta(seconds=50)
    with pytest.raises(Refused, match="an hour"):
        publish_entry(by=editor, post=live_post, text=EntryText("X"), delay=3601)


def test_only_a_chief_publishes_at_once_and_that_is_an_alert(column: Column, live_post: Post, editor: User) -> None:
    rule(column, safety_delay=300)
    with pytest.raises(NotAllowed):
        publish_entry(by=editor, post=live_post, text=EntryText("Now"), at_once=True)
    chief = person("chloe", column, "chief")
    waiting = publish_entry(by=editor, post=live_post, text=EntryText("Now"))
    shown = publish_entry(
        by=chief, post=live_post, text=EntryText.of(waiting), entry=waiting, revision=1, at_once=True
    )
    assert (shown.state, shown.due_at, now_of(shown).first_seq) == ("published", None, shown.first_seq)
    assert recorded(column, alerts=True) == [("chloe", "publish_entry")]


def test_a_correction_is_not_delayed(column: Column, entry: Entry, editor: User) -> None:
    rule(column, safety_delay=300)
    with watching(column) as told:
        amend_entry(by=editor, entry=entry, text=EntryText("Twenty-seven"), revision=1)
    assert told == [("amend", entry)]


def test_while_publishing_is_stopped_only_what_takes_back_goes_on(
    column: Column, live_post: Post, write: Callable[..., Entry], open_day: Callable[..., Post], editor: User
) -> None:
    shown, gone, other = write("Shown"), write("Gone"), open_day(8)
    withdraw_entry(by=editor, entry=gone, reason="Mistaken")
    rule(column, frozen_at=timezone.now())
    for act in (
        lambda: publish_entry(by=editor, post=live_post, text=EntryText("New")),
        lambda: scheduled(editor, live_post),
        lambda: amend_entry(by=editor, entry=shown, text=EntryText("Other"), revision=1),
        lambda: restore_entry(by=editor, entry=gone),
        lambda: pin_entry(by=editor, entry=shown),
        lambda: move_entry(by=editor, entry=shown, post=other),
    ):
        with watching(column) as told, pytest.raises(Refused, match="stopped"):
            act()
        assert told == []
    assert draft_of(editor, live_post).state == "draft"
    assert withdraw_entry(by=editor, entry=shown, reason="Mistaken").is_withdrawn


def test_changing_what_is_old_alerts_the_chiefs(column: Column, entry: Entry, editor: User) -> None:
    amend_entry(by=editor, entry=entry, text=EntryText("Fresh"), revision=1)
    assert recorded(column, alerts=True) == []
    Entry.objects.filter(pk=entry.pk).update(published_at=timezone.now() - timedelta(hours=25))
    amend_entry(by=editor, entry=now_of(entry), text=EntryText("Old"), revision=2)
    withdraw_entry(by=editor, entry=entry, reason="Mistaken")
    restore_entry(by=editor, entry=entry)
    acts = [act for _, act in recorded(column, alerts=True)]
    assert acts == ["amend_entry", "withdraw_entry", "restore_entry"]
