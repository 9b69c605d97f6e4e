"""Drafts: texts that no reader has seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Byline, Column, Entry, Post, Revision
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.texts import EntryText, Signature

from .log import watching


def test_nothing_of_a_draft_enters_the_log(column: Column, live_post: Post, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        draft = save_draft(by=alice, post=live_post, text=EntryText("A draft", continues=entry))
        draft = save_draft(by=alice, post=live_post, text=EntryText("Better"), entry=draft, revision=1)
        discard_draft(by=alice, entry=draft)
    assert told == []


def test_each_text_of_a_draft_is_kept(live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft", "<p>First words</p>"))
    save_draft(by=alice, post=live_post, text=EntryText("Better"), entry=draft, revision=1)
    draft.refresh_from_db()
    assert (draft.headline, draft.body, draft.state, draft.revision) == ("Better", "", "draft", 2)
    assert (draft.seq, draft.first_seq, draft.display_time) == (None, None, None)
    assert [r.headline for r in draft.revisions.order_by("number")] == ["A draft", "Better"]


def test_a_draft_may_wait_in_a_post_that_is_not_open(draft_post: Callable[..., Post], alice: User) -> None:
    first, second = draft_post(8), draft_post(9)
    draft = save_draft(by=alice, post=first, text=EntryText("For tomorrow"))
    assert save_draft(by=alice, post=second, text=EntryText("For later"), entry=draft, revision=1).post == second


def test_two_editors_of_one_draft_see_each_others_text(live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("First"))
    save_draft(by=alice, post=live_post, text=EntryText("Theirs"), entry=draft, revision=1)
    with pytest.raises(StaleEdit) as stale:
        save_draft(by=alice, post=live_post, text=EntryText("Mine"), entry=draft, revision=1)
    assert (stale.value.mine.headline, stale.value.theirs.headline) == ("Mine", "Theirs")
    assert draft.revisions.count() == 2


def test_a_published_entry_is_no_draft_any_more(entry: Entry, alice: User) -> None:
    with pytest.raises(Refused, match="Amend"):
        save_draft(by=alice, post=entry.post, text=EntryText("Other"), entry=entry, revision=1)
    with pytest.raises(Refused, match="Withdraw"):
        discard_draft(by=alice, entry=entry)
    assert Entry.objects.get(pk=entry.pk).headline == entry.headline


def test_a_draft_stays_in_its_column(elsewhere: Post, live_post: Post, alice: User) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("Homs"))
    with pytest.raises(Refused, match="its column"):
        save_draft(by=alice, post=elsewhere, text=EntryText("Homs"), entry=draft, revision=1)


def test_a_discarded_draft_leaves_nothing_and_says_so_to_the_next(
    live_post: Post, author: object, alice: User
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("A draft", bylines=(Signature(author),)))
    discard_draft(by=alice, entry=draft)
    assert not Entry.objects.exists()
    assert not Byline.objects.exists()
    assert not Revision.objects.filter(entry__isnull=False).exists()
    for act in (
        lambda: discard_draft(by=alice, entry=draft),
        lambda: save_draft(by=alice, post=live_post, text=EntryText("Better"), entry=draft, revision=1),
    ):
        with pytest.raises(Refused, match="gone"):
            act()
