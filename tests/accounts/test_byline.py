"""One's own byline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Author, Entry
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText, Signature

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"


@pytest.fixture
def reporter(client: Client, bob: User, join: Callable[..., User], settings: Any) -> Client:
    """Bob's browser, without a second factor."""
    settings.DEMO = True
    client.force_login(join(bob, "reporter"))
    return client


def test_a_reporter_chooses_the_name_under_what_they_write(reporter: Client, bob: User) -> None:
    reporter.post(f"{ACCOUNT}byline/", {"name": "Omar Aziz"})
    assert Author.objects.get().user == bob
    assert "Omar Aziz" in reporter.get(ACCOUNT).content.decode()
    reporter.post(f"{ACCOUNT}byline/", {"name": "O. Aziz"})
    assert Author.objects.get().name == "O. Aziz"


def test_a_name_that_readers_know_is_changed_by_chiefs_alone(
    reporter: Client, publish: Callable[..., Entry]
) -> None:
    reporter.post(f"{ACCOUNT}byline/", {"name": "Omar Aziz"})
    own = Author.objects.get()
    publish_entry(by=None, post=publish("First").post, text=EntryText("Signed", bylines=(Signature(own),)))
    answer = reporter.post(f"{ACCOUNT}byline/", {"name": "Somebody else"}, follow=True)
    assert "permission" in answer.content.decode()
    assert Author.objects.get().name == "Omar Aziz"


def test_nobody_takes_the_address_of_another(reporter: Client) -> None:
    Author.objects.create(name="Lina Haddad", slug="lina-haddad")
    answer = reporter.post(f"{ACCOUNT}byline/", {"name": "Lina Haddad"}, follow=True)
    assert "Another author has that address." in answer.content.decode()
    assert Author.objects.count() == 1
