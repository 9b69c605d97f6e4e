"""Two editors, or one form twice, at the same moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.contrib.auth.models import User

from columns.models import Author, Column, Entry, Post, Revision
from columns.publishing import authors, decisions, unseen
from columns.publishing.authors import rename_author
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.posts import amend_post, close_post, open_post
from columns.publishing.texts import EntryText, PostText, Related, Signature
from columns.publishing.withdrawals import withdraw_entry

from .at_once import at_once, halfway
from .log import watching

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_editors_on_one_revision_one_wins_and_the_other_sees_both_texts(
    column: Column, entry: Entry, alice: User
) -> None:
    texts = [EntryText("From one"), EntryText("From the other")]
    with watching(column) as told:
        results = at_once(*(partial(amend_entry, by=alice, entry=entry, text=t, revision=1) for t in texts))
    (won,) = [each for each in results if isinstance(each, Entry)]
    (stale,) = [each for each in results if isinstance(each, StaleEdit)]
    assert told == [("amend", entry)]
    assert {stale.mine.headline, stale.theirs.headline} == {"From one", "From the other"}
    assert stale.theirs.headline == won.headline == Entry.objects.get(pk=entry.pk).headline
    assert stale.revision == won.revision == 2
    assert Revision.objects.filter(entry=entry).count() == 2


def test_of_two_editors_of_a_posts_head_one_wins(column: Column, live_post: Post, alice: User) -> None:
    titles = ["From one", "From the other"]
    results = at_once(*(partial(amend_post, by=alice, post=live_post, text=PostText(t), revision=1) for t in titles))
    assert sorted(type(each).__name__ for each in results) == ["Post", "StaleEdit"]


def test_a_form_that_arrives_five_times_at_once_makes_one_entry(
    column: Column, live_post: Post, alice: User
) -> None:
    send = partial(publish_entry, by=alice, post=live_post, text=EntryText("Once"), submit_id=uuid.uuid4())
    with watching(column) as told:
        results = at_once(*[send] * 5)
    assert results == [Entry.objects.get()] * 5
    assert told == [("publish", results[0])]
    assert Revision.objects.filter(entry__isnull=False).count() == 1


def test_a_draft_is_published_once_or_discarded(column: Column, live_post: Post, alice: User) -> None:
    for n in range(4):
        draft = save_draft(by=alice, post=live_post, text=EntryText(f"Draft {n}"))
        publish = partial(publish_entry, by=alice, post=live_post, text=EntryText("Out"), entry=draft, revision=1)
        with watching(column) as told:
            published, again, discarded = at_once(publish, publish, partial(discard_draft, by=alice, entry=draft))
        refused = [each for each in (published, again, discarded) if isinstance(each, Refused)]
        assert len(refused) == 2
        assert told == ([("publish", draft)] if Entry.objects.filter(pk=draft.pk).exists() else [])


def test_two_withdrawals_are_one(column: Column, entry: Entry, alice: User) -> None:
    with watching(column) as told:
        at_once(*(partial(withdraw_entry, by=alice, entry=entry, reason=reason) for reason in ("One", "Other")))
    assert told == [("withdraw", entry)]


def test_threads_stay_one_level_deep_whoever_comes_first(
    entry: Entry, write: Callable[..., Entry], live_post: Post, alice: User
) -> None:
    second = write("Second")
    join = partial(amend_entry, by=alice, entry=second, text=EntryText("Second", continues=entry), revision=1)
    with halfway(decisions, "lock_thread", join) as joined:
        third = publish_entry(by=alice, post=live_post, text=EntryText("Third", continues=second))
    assert {third.continues, type(joined[0])} in ({entry, Entry}, {second, Refused})


def test_no_entry_is_published_into_a_post_after_its_close(
    column: Column, live_post: Post, write: Callable[..., Entry], alice: User
) -> None:
    close = partial(close_post, by=alice, post=live_post)
    with watching(column) as told, halfway(decisions, "append", close), suppress(Refused):
        write("At the last moment")
    assert [op for op, _ in told] in (["close", "follow"], ["publish", "close", "follow"])
    assert Entry.objects.count() == len(told) - 2


def test_what_is_signed_while_its_author_is_renamed_is_told_the_new_name(
    column: Column, write: Callable[..., Entry], author: Author, alice: User
) -> None:
    signed = (Signature(author),)
    before = write("Before", bylines=signed)
    with watching(column) as told, halfway(authors, "append", partial(write, "Meanwhile", bylines=signed)) as results:
        rename_author(by=alice, author=author, name="Lina H.", revision=1)
    (entry,) = results
    assert told == [("rename", before), ("publish", entry)]


def test_a_post_that_opens_while_its_author_is_renamed_is_told_the_new_name(
    column: Column, write: Callable[..., Entry], draft_post: Callable[..., Post], author: Author, alice: User
) -> None:
    before = write("Before", bylines=(Signature(author),))
    post = draft_post(8, bylines=(Signature(author),))
    with watching(column) as told, halfway(authors, "append", partial(open_post, by=alice, post=post)):
        rename_author(by=alice, author=author, name="Lina H.", revision=1)
    assert told[:2] == [("rename", before), ("open", post)]


def test_what_is_withdrawn_while_another_points_at_it_moves_it(
    column: Column, entry: Entry, live_post: Post, alice: User
) -> None:
    text = EntryText("Later", relations=(Related(entry, "contradicts"),))
    point = partial(publish_entry, by=alice, post=live_post, text=text)
    with watching(column) as told, halfway(unseen, "lock_thread", point) as pointed:
        withdraw_entry(by=alice, entry=entry, reason="Wrong")
    (later,) = pointed
    ways = [("publish", later), ("follow", entry), ("withdraw", entry), ("follow", later)]
    assert told in (ways, [("withdraw", entry), ("publish", later), ("follow", entry)])
