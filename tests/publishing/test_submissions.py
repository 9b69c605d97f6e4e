"""Submissions: a form that arrives twice does its work once. In parallel: test_two_at_once.py."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post, Submission
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import AlreadySent, NotAllowed, Refused
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText

from .log import watching


def test_each_verb_of_a_form_does_its_work_once(column: Column, live_post: Post, entry: Entry, alice: User) -> None:
    acts: list[Callable[[uuid.UUID], Entry | Post]] = [
        lambda key: save_draft(by=alice, post=live_post, text=EntryText("A draft"), submit_id=key),
        lambda key: publish_entry(by=alice, post=live_post, text=EntryText("New"), submit_id=key),
        lambda key: amend_entry(by=alice, entry=entry, text=EntryText("Other"), revision=1, submit_id=key),
        lambda key: amend_post(by=alice, post=live_post, text=PostText("Other"), revision=1, submit_id=key),
    ]
    for act in acts:
        key = uuid.uuid4()
        first = act(key)
        with watching(column) as told:
            assert act(key) == first
        assert told == []
    assert Entry.objects.count() == 3


def test_a_refused_form_may_come_again(live_post: Post, alice: User) -> None:
    key = uuid.uuid4()
    with pytest.raises(Refused):
        publish_entry(by=alice, post=live_post, text=EntryText(), submit_id=key)
    assert not Submission.objects.exists()
    assert publish_entry(by=alice, post=live_post, text=EntryText("Now"), submit_id=key).is_public


def test_somebody_elses_form_is_not_answered(live_post: Post, alice: User, bob: User) -> None:
    key = uuid.uuid4()
    publish_entry(by=alice, post=live_post, text=EntryText("Mine"), submit_id=key)
    bob.is_superuser = True
    with pytest.raises(NotAllowed, match="somebody else"):
        publish_entry(by=bob, post=live_post, text=EntryText("Mine"), submit_id=key)
    assert Entry.objects.count() == 1


def test_another_text_under_the_same_id_is_refused_and_not_lost(live_post: Post, alice: User) -> None:
    key = uuid.uuid4()
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"), submit_id=key)
    with pytest.raises(AlreadySent):
        publish_entry(by=alice, post=live_post, text=EntryText("A draft, and more"), submit_id=key)
    assert Entry.objects.get() == draft


@pytest.mark.parametrize("marks", [{"pinned": True}, {"key_event": True}])
def test_another_mark_under_the_same_id_is_refused_and_not_lost(
    live_post: Post, alice: User, marks: dict[str, bool]
) -> None:
    for verb in (save_draft, publish_entry):
        key = uuid.uuid4()
        verb(by=alice, post=live_post, text=EntryText("Words"), submit_id=key)
        with pytest.raises(AlreadySent):
            verb(by=alice, post=live_post, text=EntryText("Words"), submit_id=key, **marks)
    assert Entry.objects.count() == 2


def test_without_an_id_nothing_is_kept(entry: Entry) -> None:
    assert not Submission.objects.exists()
