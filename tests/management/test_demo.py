"""The demonstration: `manage.py demo` puts it on an empty site, and touches no other."""

from __future__ import annotations

from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from columns.images.taken import taken
from columns.management.demo.build import publish_demo
from columns.models import Author, Column, Site
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.errors import Refused

pytestmark = pytest.mark.django_db

TAKEN = cache(taken)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every demonstration here draws the same pictures: what they are made of is found out once."""
    monkeypatch.setattr("columns.publishing.images.taken", TAKEN)


def test_the_command_says_what_it_published_and_where() -> None:
    said = StringIO()
    call_command("demo", stdout=said)
    assert "“Putin in Syria” is published: 3 posts, 26 entries, at /putin-in-syria/." in said.getvalue()


def test_the_command_refuses_where_a_column_is_and_changes_nothing() -> None:
    create_column(by=None, slug="mine", title="Mine")
    with pytest.raises(CommandError, match="columns here already"):
        call_command("demo")
    assert [column.slug for column in Column.objects.all()] == ["mine"]
    assert not Author.objects.exists()
    assert not Site.objects.exists()


def test_a_demonstration_that_fails_midway_leaves_nothing() -> None:
    create_author(by=None, name="Somebody", slug="night-desk")
    with pytest.raises(Refused):
        publish_demo()
    assert Author.objects.count() == 1
    assert not Site.objects.exists()
