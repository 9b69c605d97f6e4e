"""Holds: anybody stops what could endanger people; a second person lets it go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Column, Entry, Post
from columns.publishing.approvals import submit_entry
from columns.publishing.entries import publish_entry
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.falling_due import publish_due_entry
from columns.publishing.holds import hold_entry, lift_hold
from columns.publishing.schedules import schedule_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .cast import draft_of, fall_due, now_of, person, recorded, rule, scheduled
from .log import watching

WHY = "Their house can be seen"


@pytest.fixture
def reporter(column: Column) -> User:
    """May stop everything."""
    return person("rana", column, "reporter")


@pytest.fixture
def editor(column: Column) -> User:
    """May lift what others hold."""
    return person("emre", column, "editor")


def test_what_is_held_is_neither_published_nor_scheduled_and_says_who_holds_it(
    live_post: Post, reporter: User, editor: User
) -> None:
    draft = hold_entry(by=reporter, entry=draft_of(editor, live_post), reason=WHY)
    assert (draft.state, draft.held_by, draft.hold_reason) == ("draft", reporter, WHY)
    text = EntryText.of(draft)
    for act in (
        lambda: publish_entry(by=editor, post=live_post, text=text, entry=draft),
        lambda: schedule_entry(by=editor, post=live_post, entry=draft, due_at=timezone.now() + timedelta(hours=1)),
        lambda: submit_entry(by=reporter, entry=draft),
        lambda: hold_entry(by=editor, entry=draft, reason="Again"),
    ):
        with pytest.raises(Refused, match=r"held \(since .* by rana\)"):
            act()


def test_it_leaves_the_queue_and_the_schedule(live_post: Post, reporter: User, editor: User) -> None:
    submitted, due = submit_entry(by=reporter, entry=draft_of(reporter, live_post)), scheduled(editor, live_post)
    for entry in (submitted, due):
        held = hold_entry(by=reporter, entry=entry, reason=WHY)
        assert (held.state, held.due_at, held.is_held) == ("draft", None, True)
    assert publish_due_entry(by=None, entry=due) is None


def test_only_a_second_person_who_edits_lifts_it(
    column: Column, live_post: Post, reporter: User, editor: User, alice: User
) -> None:
    draft = hold_entry(by=editor, entry=draft_of(editor, live_post), reason=WHY)
    for by in (editor, reporter):
        with pytest.raises(NotAllowed):
            lift_hold(by=by, entry=draft)
    mine = hold_entry(by=alice, entry=draft_of(alice, live_post), reason=WHY)
    with pytest.raises(NotAllowed, match="yourself"):
        lift_hold(by=alice, entry=mine)
    lifted = lift_hold(by=alice, entry=draft)
    assert (lifted.is_held, lifted.hold_reason, lifted.state) == (False, "", "draft")
    assert recorded(column, alerts=True) == [("emre", "hold_entry"), ("alice", "hold_entry"), ("alice", "lift_hold")]
    with pytest.raises(Refused, match="not held"):
        lift_hold(by=alice, entry=draft)


def test_readers_see_a_stub_that_tells_nothing_until_it_is_lifted_and_restored(
    client: Client, column: Column, entry: Entry, reporter: User, editor: User, alice: User
) -> None:
    with watching(column) as told:
        held = hold_entry(by=reporter, entry=entry, reason=WHY)
    assert told == [("withdraw", entry)]
    assert (held.state, held.withdrawal_reason) == ("withdrawn", "Withdrawn while we check it.")
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "Withdrawn while we check it." in page
    assert WHY not in page
    assert "Twenty-six" not in page
    with pytest.raises(Refused, match="held"):
        restore_entry(by=alice, entry=entry)
    with watching(column) as told:
        lift_hold(by=editor, entry=entry)
    assert told == []
    assert restore_entry(by=editor, entry=entry).state == "published"


def test_what_is_withdrawn_already_can_be_held_too(column: Column, entry: Entry, reporter: User, alice: User) -> None:
    withdraw_entry(by=alice, entry=entry, reason="Mistaken")
    with watching(column) as told:
        held = hold_entry(by=reporter, entry=entry, reason=WHY)
    assert told == []
    assert held.withdrawal_reason == "Mistaken"
    with pytest.raises(Refused, match="held"):
        restore_entry(by=alice, entry=entry)


@pytest.mark.parametrize("rules", [{"state": "archived"}, {"state": "closed"}, {"frozen_at": timezone.now()}])
def test_it_is_possible_wherever_publishing_is_not(
    column: Column, write: Callable[..., Entry], alice: User, rules: dict[str, object]
) -> None:
    first, second = write("Here they are"), write("And there")
    rule(column, **rules)
    assert hold_entry(by=alice, entry=first, reason=WHY).is_withdrawn
    assert withdraw_entry(by=alice, entry=second, reason="Mistaken").is_withdrawn


def test_a_hold_while_it_falls_due_comes_first_or_finds_it_published(
    live_post: Post, reporter: User, editor: User
) -> None:
    entry = fall_due(scheduled(editor, live_post))
    assert publish_due_entry(by=None, entry=entry).state == "published"
    assert hold_entry(by=reporter, entry=entry, reason=WHY).is_withdrawn
    assert now_of(entry).published_at is not None
