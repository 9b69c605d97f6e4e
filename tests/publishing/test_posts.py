"""Creating and amending posts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Change, Column, FormerPostSlug, Post
from columns.publishing.errors import Refused, StaleEdit
from columns.publishing.posts import amend_post, create_post
from columns.publishing.texts import PostText, Signature

from .log import watching

Day = Callable[..., Post]


def amended(by: User, post: Post, slug: str | None = None, date: datetime.date | None = None, **words: Any) -> Post:
    """The post with another head, from where it stands."""
    post = Post.objects.select_related("column").get(pk=post.pk)
    text = replace(PostText.of(post), **words)
    return amend_post(by=by, post=post, text=text, revision=post.revision, slug=slug, date=date)


def test_a_new_post_is_a_draft_with_a_revision_and_no_change(column: Column, draft_post: Day, alice: User) -> None:
    with watching(column) as told:
        post = draft_post(8, title="The eighth", standfirst="Words", standing="<p>So far</p>")
    assert told == []
    assert (post.state, post.opened_at, post.revision) == ("draft", None, 1)
    kept = post.revisions.get()
    assert (kept.headline, kept.standfirst, kept.body, kept.by) == (
        "The eighth", "Words", '<p dir="auto">So far</p>', alice
    )


def test_without_an_address_it_takes_that_of_its_title(column: Column, alice: User) -> None:
    text = PostText("Удары по Хомсу")
    post = create_post(by=alice, column=column, date=datetime.date(2015, 10, 8), slug="", text=text)
    assert post.slug == "удары-по-хомсу"


def test_amending_an_open_post_moves_its_neighbours_and_the_column(
    column: Column, live_post: Post, open_day: Day, alice: User
) -> None:
    middle, last = open_day(8), open_day(9)
    with watching(column) as told:
        after = amended(alice, middle, title="Another title")
    assert told == [("amend", middle), ("follow", live_post), ("follow", last), ("follow", None)]
    assert (after.title, after.revision, after.revisions.count()) == ("Another title", 2, 2)
    assert Change.objects.get(column=column, op="amend").revision == after.revisions.get(number=2)


def test_a_draft_is_no_neighbour_and_amending_it_is_not_logged(
    column: Column, live_post: Post, draft_post: Day, alice: User
) -> None:
    draft = draft_post(8)
    with watching(column) as told:
        amended(alice, draft, title="Another title", slug="another", date=datetime.date(2015, 10, 10))
    assert told == []
    assert not FormerPostSlug.objects.exists()
    with watching(column) as told:
        amended(alice, live_post, standfirst="More is known now.")
    assert told == [("amend", live_post), ("follow", None)]


def test_the_same_head_again_is_no_act(column: Column, live_post: Post, alice: User) -> None:
    with watching(column) as told:
        after = amended(alice, live_post, slug=live_post.slug, date=live_post.date)
    assert told == []
    assert (after.revision, after.revisions.count()) == (1, 1)


def test_names_under_a_post_are_logged(column: Column, live_post: Post, author: Any, alice: User) -> None:
    with watching(column) as told:
        amended(alice, live_post, bylines=(Signature(author, "analysis"),))
    assert told[0] == ("amend", live_post)
    assert [(b.author, b.role) for b in live_post.bylines.all()] == [(author, "analysis")]


def test_two_editors_of_one_head_see_each_others_text(column: Column, live_post: Post, alice: User) -> None:
    amended(alice, live_post, title="Theirs")
    with watching(column) as told, pytest.raises(StaleEdit) as stale:
        amend_post(by=alice, post=live_post, text=PostText("Mine"), revision=1)
    assert told == []
    assert (stale.value.mine.title, stale.value.theirs.title, stale.value.revision) == ("Mine", "Theirs", 2)


def test_the_date_of_an_open_post_is_fixed(live_post: Post, alice: User) -> None:
    with pytest.raises(Refused, match="stays") as refused:
        amended(alice, live_post, date=datetime.date(2015, 10, 9))
    assert refused.value.field == "date"


def test_former_addresses_of_an_open_post_are_kept_until_it_returns_there(
    column: Column, live_post: Post, alice: User
) -> None:
    for slug in ("second", "third"):
        amended(alice, live_post, slug=slug)
    former = FormerPostSlug.objects.filter(post=live_post, column=column, date=live_post.date)
    assert set(former.values_list("slug", flat=True)) == {"the-first-week", "second"}
    assert amended(alice, live_post, slug="The first week").slug == "the-first-week"
    assert set(former.values_list("slug", flat=True)) == {"second", "third"}


def test_an_address_that_another_post_has_or_had_is_refused(
    column: Column, live_post: Post, draft_post: Day, alice: User
) -> None:
    amended(alice, live_post, slug="new")
    other = draft_post(7, "other")
    for slug in ("new", "the-first-week"):
        for act in (lambda slug=slug: draft_post(7, slug), lambda slug=slug: amended(alice, other, slug=slug)):
            with pytest.raises(Refused, match="had") as refused:
                act()
            assert refused.value.field == "slug"
    assert draft_post(8, "the-first-week").slug == "the-first-week"


def test_a_post_needs_a_title(column: Column, draft_post: Day) -> None:
    for title in ("", " \n", "\u200b"):
        with pytest.raises(Refused, match="empty") as refused:
            draft_post(8, title=title)
        assert refused.value.field == "title"
