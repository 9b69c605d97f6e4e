"""Freezing: nothing that readers see changes but by withdrawing, and nothing slips through."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import AuditRecord, Author, Column, Entry, Membership, Post
from columns.publishing import posts
from columns.publishing.authors import rename_author
from columns.publishing.columns import change_column, hide_column
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.freezing import check_not_frozen, freeze_column, freeze_site, unfreeze_column, unfreeze_site
from columns.publishing.posts import amend_post, close_post, open_post
from columns.publishing.texts import PostText, Signature
from columns.publishing.withdrawals import withdraw_entry

from .at_once import halfway
from .log import watching


@pytest.fixture
def chief(bob: User, column: Column) -> User:
    """Bob, as the chief of the column."""
    Membership.objects.create(user=bob, column=column, role=Membership.Role.CHIEF)
    return bob


def test_a_frozen_column_says_since_when_and_by_whom(column: Column, elsewhere: Post, chief: User) -> None:
    frozen = freeze_column(by=chief, column=column)
    assert frozen.is_frozen
    with pytest.raises(Refused, match=r"Putin in Syria.*since .* UTC, by bob"):
        check_not_frozen(column.pk)
    check_not_frozen(elsewhere.column_id)
    unfreeze_column(by=chief, column=column)
    check_not_frozen(column.pk)


def test_a_frozen_site_freezes_every_column(column: Column, elsewhere: Post, alice: User) -> None:
    freeze_site(by=alice)
    for each in (column.pk, elsewhere.column_id):
        with pytest.raises(Refused, match=r"everywhere.*by alice"):
            check_not_frozen(each)
    unfreeze_site(by=alice)
    check_not_frozen(column.pk, elsewhere.column_id)


def test_a_chief_freezes_their_own_column_and_nothing_else(column: Column, elsewhere: Post, chief: User) -> None:
    for act in (
        lambda: freeze_column(by=chief, column=elsewhere.column), lambda: freeze_site(by=chief),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_pressed_twice_it_is_done_and_recorded_once(column: Column, alice: User) -> None:
    first = freeze_column(by=alice, column=column)
    again = freeze_column(by=alice, column=column)
    assert again.frozen_at == first.frozen_at
    assert list(AuditRecord.objects.filter(column=column, act="freeze_column").values_list("by_name")) == [("alice",)]


def _changed(column: Column, **settings: Any) -> Column:
    """Another of its settings, by nobody."""
    column = Column.objects.get(pk=column.pk)
    names = ("slug", "title", "description", "state", "time_zone", "language")
    now = {name: getattr(column, name) for name in names}
    return change_column(by=None, column=column, revision=column.revision, **(now | settings))


def _amended(post: Post, by: User | None) -> Post:
    return amend_post(by=by, post=post, text=PostText("Another title"), revision=post.revision)


def test_what_readers_see_stays_as_it_is(
    column: Column, live_post: Post, draft_post: Callable[..., Post], author: Author, write: Callable[..., Entry],
    alice: User,
) -> None:
    write("Signed", bylines=(Signature(author),))
    next_day = draft_post(8)
    freeze_column(by=alice, column=column)
    acts: list[Callable[[], object]] = [
        lambda: _amended(live_post, alice), lambda: close_post(by=alice, post=live_post),
        lambda: open_post(by=alice, post=next_day), lambda: _changed(column, title="Defaced"),
        lambda: rename_author(by=alice, author=author, name="Somebody else", revision=author.revision),
    ]
    for act in acts:
        with watching(column) as told, pytest.raises(Refused, match="by alice"):
            act()
        assert told == []


def test_what_takes_from_readers_and_what_they_do_not_see_goes_on(
    column: Column, entry: Entry, draft_post: Callable[..., Post], alice: User
) -> None:
    freeze_site(by=alice)
    post = draft_post(8)
    assert _amended(post, alice).revision == 2
    assert withdraw_entry(by=alice, entry=entry, reason="A safety matter.").is_withdrawn
    assert not _changed(column, state="hidden").is_public


def test_a_column_is_hidden_in_one_press(column: Column, chief: User) -> None:
    with watching(column) as told:
        hidden = hide_column(by=chief, column=column)
        assert hide_column(by=chief, column=column) == hidden
    assert told == [("settings", None)]
    assert hidden.taken_down_at
    assert AuditRecord.objects.filter(act="hide_column").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["lock_authors", "append"])
def test_once_it_is_frozen_nothing_follows(column: Column, live_post: Post, alice: User, moment: str) -> None:
    def freeze() -> int:
        freeze_site(by=alice)
        return Column.objects.get().head_seq

    with halfway(posts, moment, freeze) as results, suppress(Refused):
        _amended(live_post, alice)
    assert results == [Column.objects.get().head_seq]
    with pytest.raises(Refused):
        check_not_frozen(column.pk)
