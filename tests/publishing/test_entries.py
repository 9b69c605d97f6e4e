"""Publishing entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.models import Byline, Change, Column, Entry, Post, Revision
from columns.publishing import entries
from columns.publishing.columns import change_column
from columns.publishing.drafts import save_draft
from columns.publishing.entries import publish_entry
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.posts import close_post
from columns.publishing.texts import EntryText, Signature

from .log import head, watching

Write = Callable[..., Entry]


def test_a_published_entry_is_in_the_log_with_its_text(column: Column, write: Write) -> None:
    with watching(column) as told:
        entry = write("Strikes near Talbiseh", body="<p>Seen from the ground.</p>")
    assert told == [("publish", entry)]
    assert entry.seq == entry.first_seq == head(column)
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.state, stored.headline, stored.body) == (
        "published", "Strikes near Talbiseh", '<p dir="auto">Seen from the ground.</p>'
    )
    change = Change.objects.get(column=column, entry=entry)
    assert change.revision == Revision.objects.get(entry=entry)
    assert (change.post, change.revision.number, change.revision.headline) == (stored.post, 1, stored.headline)


def test_its_revision_says_who_saved_it(entry: Entry, alice: User) -> None:
    assert entry.revisions.get().by == alice


def test_without_a_time_it_gets_that_of_publication(write: Write) -> None:
    before = timezone.now()
    entry = write("Now")
    assert entry.display_time == entry.published_at
    assert before <= entry.display_time <= timezone.now()


def test_it_keeps_a_time_that_was_given(write: Write) -> None:
    when = datetime(2015, 10, 7, 6, 30, tzinfo=UTC)
    entry = write("Earlier", display_time=when)
    assert entry.display_time == when < entry.published_at


def test_published_as_pinned_or_as_a_key_event_its_post_moves_too(column: Column, write: Write) -> None:
    for mark in ("pinned", "key_event"):
        with watching(column) as told:
            entry = write("Marked", **{mark: True})
        assert told == [("publish", entry), ("follow", entry.post)]
        assert getattr(Entry.objects.get(pk=entry.pk), mark)


def test_its_bylines_stand_in_their_order_and_once(write: Write, author: object) -> None:
    signed = (Signature(author, "translation"), Signature(author), Signature(author, "translation"))
    entry = write("Signed", bylines=signed)
    assert [(b.author, b.role) for b in Byline.objects.filter(entry=entry)] == [
        (author, "translation"), (author, "reporting")
    ]


def test_a_draft_is_published_as_itself(column: Column, live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft"))
    with watching(column) as told:
        entry = publish_entry(by=alice, post=live_post, text=EntryText("Final"), entry=draft, revision=draft.revision)
    assert told == [("publish", draft)]
    assert (entry.pk, entry.headline, entry.revision) == (draft.pk, "Final", 2)
    assert [r.headline for r in entry.revisions.order_by("number")] == ["A draft", "Final"]


def test_a_draft_that_was_saved_since_is_stale(live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("First"))
    save_draft(by=alice, post=live_post, text=EntryText("Second"), entry=draft, revision=1)
    with pytest.raises(StaleEdit) as stale:
        publish_entry(by=alice, post=live_post, text=EntryText("Mine"), entry=draft, revision=1)
    assert (stale.value.mine.headline, stale.value.theirs.headline, stale.value.revision) == ("Mine", "Second", 2)


def test_what_is_published_is_not_published_again(entry: Entry, alice: User) -> None:
    with pytest.raises(Refused, match="Amend"):
        publish_entry(by=alice, post=entry.post, text=EntryText("Again"), entry=entry, revision=entry.revision)


def test_nothing_is_published_into_a_draft_a_closed_post_or_a_closed_column(
    column: Column, live_post: Post, draft_post: Callable[..., Post], write: Write, alice: User
) -> None:
    with pytest.raises(Refused, match="not live"):
        write("Too early", post=draft_post(8))
    close_post(by=alice, post=live_post)
    with pytest.raises(Refused, match="not live") as refused:
        write("Too late")
    assert refused.value.field == "post"
    assert not Entry.objects.exists()


def test_nothing_is_published_into_a_column_that_is_closed_or_hidden(
    column: Column, write: Write, alice: User
) -> None:
    for state in ("closed", "hidden"):
        column = change_column(
            by=alice, column=column, revision=column.revision, slug=column.slug, title=column.title,
            description="", state=state, time_zone=column.time_zone, language=column.language,
        )
        with pytest.raises(Refused, match="not live"):
            write("Too late")


def test_a_draft_of_another_column_is_refused(elsewhere: Post, live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=elsewhere, text=EntryText("Cairo"))
    with pytest.raises(Refused, match="its column"):
        publish_entry(by=alice, post=live_post, text=EntryText("Cairo"), entry=draft, revision=1)


def test_a_verb_that_fails_late_leaves_nothing(column: Column, live_post: Post, alice: User) -> None:
    start = head(column)

    class Late(Exception):
        """Something at the very end."""

    with patch.object(entries.submissions, "keep", side_effect=Late), pytest.raises(Late):
        publish_entry(by=alice, post=live_post, text=EntryText("Never"), pinned=True)
    assert not Entry.objects.exists()
    assert not Revision.objects.filter(entry__isnull=False).exists()
    assert head(column) == start == Change.objects.filter(column=column).count()
