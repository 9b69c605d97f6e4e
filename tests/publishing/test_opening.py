"""Opening posts, closing them, and opening them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import AuditRecord, Column, Post
from columns.publishing.columns import change_column
from columns.publishing.errors import Refused
from columns.publishing.posts import amend_post, close_post, open_post
from columns.publishing.texts import PostText

from .log import watching

Day = Callable[..., Post]
STANDING = '<p dir="auto">The road is cut.</p>'


def amended(by: User, post: Post, **words: Any) -> Post:
    """The post with another head, from where it stands."""
    post = Post.objects.select_related("column").get(pk=post.pk)
    return amend_post(by=by, post=post, text=replace(PostText.of(post), **words), revision=post.revision)


def test_opening_a_post_moves_the_one_before_it_and_the_column(
    column: Column, live_post: Post, draft_post: Day, alice: User
) -> None:
    post = draft_post(8)
    with watching(column) as told:
        after = open_post(by=alice, post=post)
    assert told == [("open", post), ("follow", live_post), ("follow", None)]
    assert (after.state, after.closed_at) == ("live", None)
    assert after.opened_at


def test_opening_a_post_between_two_moves_both(column: Column, live_post: Post, open_day: Day, alice: User) -> None:
    last = open_day(9)
    with watching(column) as told:
        middle = open_day(8)
    assert told == [("open", middle), ("follow", live_post), ("follow", last), ("follow", None)]


def test_closing_and_reopening_keep_the_first_opening(column: Column, live_post: Post, alice: User) -> None:
    with watching(column) as told:
        closed = close_post(by=alice, post=live_post)
        again = open_post(by=alice, post=live_post)
    assert told == [("close", live_post), ("follow", None), ("open", live_post), ("follow", None)]
    assert closed.state == "closed"
    assert closed.closed_at
    assert (again.state, again.closed_at, again.opened_at) == ("live", None, live_post.opened_at)


def test_chiefs_are_told_of_one_that_is_opened_again(live_post: Post, alice: User) -> None:
    open_post(by=alice, post=close_post(by=alice, post=live_post))
    opened = AuditRecord.objects.filter(act="open_post").order_by("number")
    assert list(opened.values_list("is_alert", flat=True)) == [False, True]


def test_where_things_stand_is_copied_on_when_the_next_post_opens(
    live_post: Post, draft_post: Day, alice: User
) -> None:
    amended(alice, live_post, standing=STANDING)
    post = draft_post(8)
    assert post.standing == ""
    after = open_post(by=alice, post=post)
    assert after.standing == Post.objects.get(pk=post.pk).standing == STANDING
    assert (after.revision, after.revisions.get(number=2).body) == (2, STANDING)


def test_it_comes_from_the_post_before_it_by_date(live_post: Post, open_day: Day, alice: User) -> None:
    amended(alice, live_post, standing=STANDING)
    open_day(20, standing="<p>Much later.</p>")
    assert open_day(8).standing == STANDING


def test_a_post_that_says_itself_where_things_stand_keeps_that(
    live_post: Post, open_day: Day, alice: User
) -> None:
    amended(alice, live_post, standing=STANDING)
    assert open_day(8, standing="<p>Otherwise.</p>").standing == '<p dir="auto">Otherwise.</p>'


def test_emptied_and_reopened_it_stays_empty(live_post: Post, open_day: Day, alice: User) -> None:
    amended(alice, live_post, standing=STANDING)
    post = amended(alice, open_day(8), standing="")
    close_post(by=alice, post=post)
    after = open_post(by=alice, post=post)
    assert (after.standing, after.revision) == ("", 3)


def test_opening_twice_and_closing_twice_are_refused(
    column: Column, live_post: Post, draft_post: Day, alice: User
) -> None:
    with pytest.raises(Refused, match="open already"):
        open_post(by=alice, post=live_post)
    close_post(by=alice, post=live_post)
    with watching(column) as told:
        for post in (live_post, draft_post(8)):
            with pytest.raises(Refused, match="not open"):
                close_post(by=alice, post=post)
    assert told == []


@pytest.mark.parametrize("state", ["closed", "hidden"])
def test_nothing_opens_in_a_column_that_is_not_live(
    column: Column, draft_post: Day, alice: User, state: str
) -> None:
    post = draft_post(8)
    change_column(
        by=alice, column=column, revision=column.revision, slug=column.slug, title=column.title,
        description="", state=state, time_zone=column.time_zone, language=column.language,
    )
    with pytest.raises(Refused, match="not live"):
        open_post(by=alice, post=post)
