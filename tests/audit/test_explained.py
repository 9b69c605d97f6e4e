"""Whoever changes an entry with SQL is found out by the audit log: `verify_audit` names the entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from columns.models import AuditRecord, Entry, Post, Revision
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry
from columns.publishing.holds import hold_entry
from columns.publishing.marks import pin_entry
from columns.publishing.revisions import blank_revision, restore_revision
from columns.publishing.schedules import schedule_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

pytestmark = pytest.mark.django_db
BY_HAND = Entry.objects.filter


@pytest.fixture
def entry(publish: Callable[..., Entry], alice: User) -> Entry:
    """Published, amended and withdrawn: two texts."""
    entry = amend_entry(by=alice, entry=publish("Two dead"), text=EntryText("Three dead"), revision=1)
    return withdraw_entry(by=alice, entry=entry, reason="Wrong")


def _complaint() -> str:
    try:
        call_command("verify_audit", stdout=StringIO())
    except CommandError as error:
        return str(error)
    return ""


def test_all_that_is_done_by_verbs_is_explained(entry: Entry, live_post: Post, alice: User, bob: User) -> None:
    restore_entry(by=alice, entry=entry)
    pin_entry(by=alice, entry=entry)
    restore_revision(by=alice, revision=entry.revisions.get(number=1), based_on=2)
    blank_revision(by=alice, revision=entry.revisions.get(number=2))
    withdraw_entry(by=None, entry=entry, reason="The system can do this too")
    blank_revision(by=alice, revision=entry.revisions.get(number=3))
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    schedule_entry(by=alice, post=live_post, entry=draft, due_at=timezone.now() + timedelta(hours=1))
    hold_entry(by=alice, entry=draft, reason="Names a source")
    discard_draft(by=alice, entry=save_draft(by=None, post=live_post, text=EntryText("Another")))
    assert _complaint() == ""


ACTS: dict[str, tuple[Callable[[Entry], object], str]] = {
    "its state": (lambda entry: BY_HAND().update(state="published"), "its state is another than was recorded"),
    "its words": (lambda entry: BY_HAND().update(headline="None dead"), "its text is another than was recorded"),
    "its number": (lambda entry: BY_HAND().update(revision=3), "the number of its text is another than was recorded"),
    "another text put before": (
        lambda entry: entry.revisions.filter(number=1).update(body="<p>Nobody wrote this.</p>"),
        "an earlier text is another than was recorded, or gone",
    ),
    "an earlier text deleted": (
        lambda entry: entry.revisions.filter(number=1).delete(),
        "an earlier text is another than was recorded, or gone",
    ),
    "an earlier text blanked": (
        lambda entry: entry.revisions.filter(number=1).update(headline="", salt="", blanked_at=timezone.now()),
        "an earlier text is another than was recorded, or gone",
    ),
}


@pytest.mark.parametrize(("act", "strange"), ACTS.values(), ids=ACTS)
def test_what_nobody_is_recorded_to_have_done_is_named(
    entry: Entry, publish: Callable[..., Entry], act: Callable[[Entry], object], strange: str
) -> None:
    act(entry)
    publish("As it should be")
    assert _complaint() == f"entry {entry.pk}: {strange}"


def test_an_act_upon_a_text_that_was_changed_by_hand_does_not_cover_that_up(entry: Entry, alice: User) -> None:
    BY_HAND().update(headline="None dead")
    entry.revisions.filter(number=2).update(headline="None dead")
    restore_entry(by=alice, entry=entry)
    assert _complaint() == f"entry {entry.pk}: its text is another than was recorded"


def test_one_that_was_put_in_or_taken_away_by_hand_is_named(live_post: Post, alice: User) -> None:
    gone = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    Revision.objects.filter(entry=gone)._raw_delete("default")
    Entry.objects.filter(pk=gone.pk)._raw_delete("default")
    put_in = Entry.objects.create(post=live_post, column=live_post.column, headline="Nobody wrote this")
    assert set(_complaint().splitlines()) == {
        f"entry {gone.pk}: nobody is recorded to have discarded it",
        f"entry {put_in.pk}: nobody is recorded to have written it",
    }


def test_of_what_was_recorded_before_there_were_digests_the_number_is_compared(
    publish: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("columns.audit.record.told_of", lambda entry: {"revision": entry.revision})
    old = publish("From before")
    assert _complaint() == ""
    BY_HAND().update(revision=2)
    assert _complaint() == f"entry {old.pk}: the number of its text is another than was recorded"


def test_the_digest_of_a_text_that_was_blanked_can_be_guessed_at_in_vain(entry: Entry, alice: User) -> None:
    salts = set(entry.revisions.values_list("salt", flat=True))
    assert len(salts) == 2
    blank_revision(by=alice, revision=entry.revisions.get(number=1))
    assert entry.revisions.get(number=1).salt == ""
    blank_revision(by=alice, revision=entry.revisions.get(number=2))
    assert Entry.objects.get(pk=entry.pk).salt == ""
    told = str(list(AuditRecord.objects.filter(about=f"entry {entry.pk}").values_list("told", flat=True)))
    assert "dead" not in told
    assert not any(salt in told for salt in salts)
