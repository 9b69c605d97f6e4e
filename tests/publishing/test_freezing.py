"""Freezing: nothing that readers see changes but by withdrawing, and nothing slips through."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from columns.models import AuditRecord, Column, Membership, Post
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.freezing import check_not_frozen, freeze_column, freeze_site, unfreeze_column, unfreeze_site


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
