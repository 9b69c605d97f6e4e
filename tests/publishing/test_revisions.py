"""Earlier texts: restored, and blanked so that no table holds their words any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from columns.models import AuditRecord, Column, Entry, Membership, Post, Revision, SocialCard, Writing
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import NotAllowed, Refused, StaleEdit
from columns.publishing.posts import amend_post
from columns.publishing.revisions import blank_revision, restore_revision
from columns.publishing.social_cards import settle_card, want_card
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from columns.publishing.writings import keep_writing

from .log import watching

WORD = "Zarzurcanary"
Write = Callable[..., Entry]


@pytest.fixture
def chief(bob: User, column: Column) -> User:
    """Bob, as a chief of the column."""
    Membership.objects.create(user=bob, column=column, role=Membership.Role.CHIEF)
    return bob


def amended(by: User, entry: Entry, **words: object) -> Entry:
    """The entry with other words, from where it stands."""
    entry = Entry.objects.get(pk=entry.pk)
    return amend_entry(by=by, entry=entry, text=replace(EntryText.of(entry), **words), revision=entry.revision)


def text_number(entry: Entry, number: int) -> Revision:
    return Revision.objects.get(entry=entry, number=number)


def tables_with(word: str) -> set[str]:
    """The tables of which any row holds a word."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values_list()
        if word in str(row)
    }


def test_an_earlier_text_is_the_next_one_and_all_else_stays(column: Column, entry: Entry, alice: User) -> None:
    amended(alice, entry, headline="Second", body="<p>Second.</p>", tags=("Caspian",))
    with watching(column) as told:
        after = restore_revision(by=alice, revision=text_number(entry, 1), based_on=2)
    assert told == [("amend", entry)]
    assert isinstance(after, Entry)
    text = EntryText.of(after)
    assert (after.revision, text.headline, text.tags) == (3, entry.headline, ("Caspian",))
    assert text.body == text_number(entry, 1).body


def test_an_earlier_text_of_a_draft_and_of_a_post_comes_back_too(live_post: object, entry: Entry, alice: User) -> None:
    post = entry.post
    draft = save_draft(by=alice, post=post, text=EntryText("First draft"))
    save_draft(by=alice, post=post, text=EntryText("Second draft"), entry=draft, revision=1)
    restored = restore_revision(by=alice, revision=text_number(draft, 1), based_on=2)
    assert (restored.revision, Entry.objects.get(pk=draft.pk).headline) == (3, "First draft")

    title = post.title
    amend_post(by=alice, post=post, text=PostText("Another title"), revision=post.revision)
    first = Revision.objects.filter(post=post).earliest("number")
    post.refresh_from_db()
    restore_revision(by=alice, revision=first, based_on=post.revision)
    post.refresh_from_db()
    assert post.title == title


def test_over_a_text_that_was_saved_since_it_is_stale(entry: Entry, alice: User) -> None:
    amended(alice, entry, headline="Second")
    amended(alice, entry, headline="Third")
    with pytest.raises(StaleEdit):
        restore_revision(by=alice, revision=text_number(entry, 1), based_on=2)


def test_only_a_chief_blanks_and_an_editor_restores(column: Column, entry: Entry, alice: User, bob: User) -> None:
    amended(alice, entry, headline="Second")
    old = text_number(entry, 1)
    role = Membership.objects.create(user=bob, column=column, role=Membership.Role.REPORTER)
    with pytest.raises(NotAllowed):
        restore_revision(by=bob, revision=old, based_on=2)
    Membership.objects.filter(pk=role.pk).update(role=Membership.Role.EDITOR)
    restore_revision(by=bob, revision=old, based_on=2)
    with pytest.raises(NotAllowed):
        blank_revision(by=bob, revision=old)


def test_the_words_of_a_blanked_text_are_in_no_table_any_more(write: Write, alice: User, chief: User) -> None:
    entry = write(f"{WORD} saw it", body=f"<p>So {WORD} says.</p>")
    follow_up = write("", body="<p>More.</p>", continues=entry)
    for shown_on in (entry, follow_up):
        want_card(by=None, of=shown_on, digest="a")
        assert settle_card(by=None, card=SocialCard.objects.get(entry=shown_on), digest="a", content=b"drawn")
    kind = ContentType.objects.get_for_model(Entry)
    LogEntry.objects.create(
        user=alice, content_type=kind, object_id=entry.pk, object_repr=str(entry), action_flag=CHANGE,
        change_message=f"Changed {WORD}.",
    )
    submit_id = uuid4()
    text = EntryText("A witness saw it", "<p>So they say.</p>", entry.display_time)
    amend_entry(by=alice, entry=entry, text=text, revision=1, submit_id=submit_id)
    Writing.objects.create(id=uuid4(), user=alice, post=entry.post, entry=entry, fields={"body": WORD})
    assert tables_with(WORD) == {"columns_revision", "columns_writing", "django_admin_log"}

    blanked = blank_revision(by=chief, revision=text_number(entry, 1))
    assert tables_with(WORD) == set()
    assert (blanked.blanked_by, bool(blanked.blanked_at)) == (chief, True)
    assert [card.file.name for card in SocialCard.objects.all()] == ["", ""]
    assert AuditRecord.objects.filter(act="blank_revision", by=chief, about=f"entry {entry.pk}").exists()
    assert Entry.objects.get(pk=entry.pk).headline == "A witness saw it"


def test_of_a_blanked_text_no_autosave_is_kept_that_came_late_or_comes_later(
    live_post: Post, alice: User, chief: User
) -> None:
    id = uuid4()
    entry = publish_entry(by=alice, post=live_post, text=EntryText(body=f"<p>{WORD}</p>"), submit_id=id)
    Writing.objects.create(id=id, user=alice, post=live_post, fields={"body": WORD})  # its commit was a moment late
    amended(alice, entry, body="<p>Somebody.</p>")
    blank_revision(by=chief, revision=text_number(entry, 1))
    assert not tables_with(WORD)
    with pytest.raises(Refused, match="blanked"):
        keep_writing(by=alice, id=uuid4(), post=live_post, fields={"body": WORD}, entry=entry, based_on=1)
    keep_writing(by=alice, id=uuid4(), post=live_post, fields={"body": "new"}, entry=entry, based_on=2)


def test_the_present_text_is_not_blanked_unless_it_is_withdrawn_and_then_never_comes_back(
    entry: Entry, alice: User
) -> None:
    present = text_number(entry, 1)
    with pytest.raises(Refused, match="present text"):
        blank_revision(by=alice, revision=present)
    withdraw_entry(by=alice, entry=entry, reason="A person was in danger.")
    blank_revision(by=alice, revision=present)
    assert tables_with("Caspian") == set()
    with pytest.raises(Refused, match="blanked"):
        restore_entry(by=alice, entry=entry)


def test_a_blanked_text_is_not_restored(entry: Entry, alice: User) -> None:
    amended(alice, entry, headline="Second")
    blank_revision(by=alice, revision=text_number(entry, 1))
    with pytest.raises(Refused, match="blanked"):
        restore_revision(by=alice, revision=text_number(entry, 1), based_on=2)
