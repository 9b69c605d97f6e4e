"""Naming the site."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Post, Site
from columns.publishing.columns import create_column
from columns.publishing.errors import Refused
from columns.publishing.site import change_site

from .log import watching


def test_before_anybody_has_named_it_the_site_has_a_name(db: None) -> None:
    assert Site.current().name == "Live blog"
    assert not Site.objects.exists()


def test_naming_the_site_moves_every_column_hidden_ones_too(column: Column, elsewhere: Post, alice: User) -> None:
    hidden = create_column(by=alice, slug="hidden", title="Hidden", state="hidden")
    with watching(column) as here, watching(elsewhere.column) as there, watching(hidden) as unseen:
        site = change_site(by=alice, name="The Ledger", publisher="A trust", tagline="Slowly", notice="A test")
    assert here == there == unseen == [("settings", None)]
    assert site == Site.current()
    assert (site.name, site.publisher, site.tagline, site.notice, site.revision) == (
        "The Ledger", "A trust", "Slowly", "A test", 2
    )


def test_there_is_one_site_and_its_editors_do_not_overwrite_each_other(column: Column, alice: User) -> None:
    change_site(by=alice, name="Theirs")
    with watching(column) as told, pytest.raises(Refused, match="meanwhile"):
        change_site(by=alice, name="Mine")
    assert told == []
    assert change_site(by=alice, name="Mine then", revision=2) == Site.objects.get()


@pytest.mark.parametrize(
    ("words", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 101}, "name"), ({"name": "x", "notice": "x" * 301}, "notice")],
)
def test_what_cannot_be_meant_is_refused_where_it_is(
    column: Column, alice: User, words: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        change_site(by=alice, **words)
    assert refused.value.field == field
    assert not Site.objects.exists()
