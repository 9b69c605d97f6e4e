"""Approvals: a reporter submits, an editor publishes what they saw, or returns it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Post
from columns.publishing.approvals import recall_entry, return_entry, submit_entry
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import publish_entry
from columns.publishing.errors import NotAllowed, Refused, StaleEdit
from columns.publishing.moves import move_entry
from columns.publishing.texts import EntryText

from .cast import draft_of, now_of, person, recorded, rule
from .log import watching


@pytest.fixture
def reporter(column: Column) -> User:
    """Writes, and may not publish."""
    return person("rana", column, "reporter")


@pytest.fixture
def editor(column: Column) -> User:
    """Publishes."""
    return person("emre", column, "editor")


def test_a_reporter_submits_and_an_editor_publishes(
    column: Column, live_post: Post, reporter: User, editor: User
) -> None:
    draft = draft_of(reporter, live_post)
    text = EntryText.of(draft)
    with pytest.raises(NotAllowed):
        publish_entry(by=reporter, post=live_post, text=text, entry=draft, revision=1)
    submitted = submit_entry(by=reporter, entry=draft, revision=1)
    assert (submitted.state, submitted.submitted_by) == ("submitted", reporter)
    published = publish_entry(by=editor, post=live_post, text=text, entry=draft, revision=1)
    assert (published.state, now_of(draft).submitted_by, now_of(draft).headline) == ("published", reporter, "A draft")
    assert [revision.by for revision in published.revisions.all()] == [reporter]  # nobody has written it anew
    assert recorded(column)[-3:] == [("rana", "save_draft"), ("rana", "submit_entry"), ("emre", "publish_entry")]


def test_what_is_approved_is_the_text_that_the_editor_saw(live_post: Post, reporter: User, editor: User) -> None:
    seen = submit_entry(by=reporter, entry=draft_of(reporter, live_post))
    save_draft(by=reporter, post=live_post, text=EntryText("Other words"), entry=seen, revision=1)
    assert now_of(seen).state == "draft"  # to be submitted once more
    submit_entry(by=reporter, entry=seen)
    with pytest.raises(StaleEdit) as stale:
        publish_entry(by=editor, post=live_post, text=EntryText.of(seen), entry=seen, revision=seen.revision)
    assert stale.value.theirs.headline == "Other words"
    assert now_of(seen).state == "submitted"


def test_an_editor_who_mends_a_submission_does_not_take_it_out_of_the_queue(
    live_post: Post, reporter: User, editor: User
) -> None:
    submitted = submit_entry(by=reporter, entry=draft_of(reporter, live_post))
    mended = save_draft(by=editor, post=live_post, text=EntryText("A draught"), entry=submitted, revision=1)
    assert (mended.state, mended.submitted_by) == ("submitted", reporter)


def test_it_is_returned_with_a_note_that_stays_until_it_is_submitted_again(
    live_post: Post, reporter: User, editor: User
) -> None:
    draft = submit_entry(by=reporter, entry=draft_of(reporter, live_post))
    with pytest.raises(Refused, match="empty"):
        return_entry(by=editor, entry=draft, note=" ")
    with pytest.raises(NotAllowed):
        return_entry(by=reporter, entry=draft, note="No")
    returned = return_entry(by=editor, entry=draft, note="Who says so?")
    assert (returned.state, returned.returned_note, returned.submitted_by) == ("draft", "Who says so?", reporter)
    better = save_draft(by=reporter, post=live_post, text=EntryText("A mayor says"), entry=draft, revision=1)
    assert now_of(better).returned_note == "Who says so?"
    assert submit_entry(by=reporter, entry=draft).returned_note == ""


def test_only_ones_own_submission_is_taken_back_unless_one_edits(
    column: Column, live_post: Post, reporter: User, editor: User
) -> None:
    draft = submit_entry(by=reporter, entry=draft_of(reporter, live_post))
    with pytest.raises(NotAllowed):
        recall_entry(by=person("rami", column, "reporter"), entry=draft)
    assert recall_entry(by=reporter, entry=draft).state == "draft"
    submit_entry(by=reporter, entry=draft)
    recalled = recall_entry(by=editor, entry=draft)
    assert (recalled.state, recalled.submitted_by) == ("draft", None)
    with pytest.raises(Refused, match="does not wait"):
        return_entry(by=editor, entry=draft, note="Too late")


def test_submitting_twice_is_submitting_once(column: Column, live_post: Post, reporter: User) -> None:
    draft = draft_of(reporter, live_post)
    first = submit_entry(by=reporter, entry=draft)
    assert submit_entry(by=reporter, entry=draft).submitted_at == first.submitted_at
    assert recorded(column).count(("rana", "submit_entry")) == 1


def test_nothing_of_it_enters_the_log_and_all_of_it_reaches_the_desk(
    column: Column, live_post: Post, reporter: User, editor: User
) -> None:
    acts = [
        lambda: submit_entry(by=reporter, entry=draft),
        lambda: return_entry(by=editor, entry=draft, note="Who says so?"),
        lambda: submit_entry(by=reporter, entry=draft),
        lambda: recall_entry(by=reporter, entry=draft),
    ]
    draft = draft_of(reporter, live_post)
    with watching(column) as told:
        for number, act in enumerate(acts, start=2):
            assert act().desk_seq == number
            assert Column.objects.get(pk=column.pk).desk_seq == number
    assert told == []


def test_nothing_is_written_in_an_archived_column(
    live_post: Post, open_day: Callable[..., Post], column: Column, editor: User
) -> None:
    other_post = open_day(8)
    draft, other = draft_of(editor, live_post), draft_of(editor, live_post)
    rule(column, state="archived")
    for act in (
        lambda: draft_of(editor, live_post),
        lambda: submit_entry(by=editor, entry=draft),
        lambda: discard_draft(by=editor, entry=other),
        lambda: move_entry(by=editor, entry=draft, post=other_post),
    ):
        with pytest.raises(Refused, match="archived"):
            act()
    assert now_of(draft).state == now_of(other).state == "draft"
