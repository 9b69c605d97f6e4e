"""Creating and changing columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import RESERVED_SLUGS, Column, FormerColumnSlug, Post
from columns.publishing.columns import SETTINGS, change_column, create_column
from columns.publishing.errors import Refused

from .log import watching

Change = Callable[..., Column]


@pytest.fixture
def change(column: Column, alice: User) -> Change:
    """Changes some settings of the column as it is: `change(title="Other")`."""

    def change(**settings: Any) -> Column:
        now = Column.objects.get(pk=column.pk)
        same = {name: getattr(now, name) for name in SETTINGS}
        return change_column(by=alice, column=now, **{"revision": now.revision, **same, **settings})

    return change


def test_a_new_column_has_an_empty_log_and_an_epoch_of_its_own(column: Column, alice: User) -> None:
    other = create_column(by=alice, slug="tahrir", title="Tahrir", language="ar")
    assert (other.head_seq, other.state, other.direction) == (0, "live", "rtl")
    assert other.epoch != column.epoch


@pytest.mark.parametrize(
    ("settings", "renewed"),
    [
        ({"title": "Another"}, False), ({"description": "Words"}, False), ({"state": "closed"}, False),
        ({"slug": "other"}, True), ({"time_zone": "Europe/Kyiv"}, True), ({"language": "ar"}, True),
    ],
)
def test_a_change_is_one_row_and_what_shows_everywhere_begins_a_new_epoch(
    column: Column, change: Change, settings: dict[str, str], renewed: bool
) -> None:
    with watching(column) as told:
        after = change(**settings)
    assert told == [("settings", None)]
    assert after.revision == 2
    stored = Column.objects.get(pk=column.pk)
    assert (stored.epoch != column.epoch) is renewed
    assert {name: getattr(stored, name) for name in settings} == settings


def test_two_editors_of_the_settings_do_not_overwrite_each_other(column: Column, change: Change) -> None:
    change(title="Theirs")
    with watching(column) as told, pytest.raises(Refused, match="meanwhile"):
        change(title="Mine", revision=1)
    assert told == []
    assert Column.objects.get(pk=column.pk).title == "Theirs"


def test_former_addresses_are_kept_until_the_column_returns_there(column: Column, change: Change) -> None:
    change(slug="second")
    change(slug="third")
    former = FormerColumnSlug.objects.filter(column=column)
    assert set(former.values_list("slug", flat=True)) == {"putin-in-syria", "second"}
    change(slug="putin-in-syria")
    assert set(former.values_list("slug", flat=True)) == {"second", "third"}


def test_an_address_that_another_column_has_or_had_is_refused(change: Change, elsewhere: Post, alice: User) -> None:
    change(slug="second")
    for slug in ("second", "putin-in-syria", "tahrir"):
        with pytest.raises(Refused, match="had") as refused:
            create_column(by=alice, slug=slug, title="Mine")
        assert refused.value.field == "slug"
    with pytest.raises(Refused, match="had"):
        change(slug="tahrir")


@pytest.mark.parametrize("slug", [*sorted(RESERVED_SLUGS), " Admin ", "SITEMAP.XML"])
def test_reserved_addresses_are_refused(alice: User, slug: str) -> None:
    with pytest.raises(Refused, match="reserved"):
        create_column(by=alice, slug=slug, title="Mine")


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"title": ""}, "title"), ({"title": "x" * 201}, "title"), ({"description": "x" * 501}, "description"),
        ({"time_zone": "Asia/Atlantis"}, "time_zone"), ({"time_zone": ""}, "time_zone"),
        ({"language": "xx"}, "language"), ({"state": "asleep"}, "state"), ({"slug": "!!!"}, "slug"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_where_they_are(
    column: Column, change: Change, settings: dict[str, str], field: str
) -> None:
    with watching(column) as told, pytest.raises(Refused) as refused:
        change(**settings)
    assert refused.value.field == field
    assert told == []


def test_a_hidden_column_remembers_that_it_was_seen(column: Column, change: Change, alice: User) -> None:
    taken_down_at = change(state="hidden").taken_down_at
    assert taken_down_at
    assert change(title="Still hidden").taken_down_at == taken_down_at
    assert change(state="live").taken_down_at is None
    assert create_column(by=alice, slug="never", title="Never seen", state="hidden").taken_down_at is None
