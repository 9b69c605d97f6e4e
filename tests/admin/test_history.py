"""The history of an entry: its texts beside each other, restored and blanked by those who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Entry, Membership, Revision
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText

Publish = Callable[..., Entry]


@pytest.fixture
def entry(publish: Publish, alice: User) -> Entry:
    """An entry with two texts."""
    entry = publish("Strikes", "<p>Seven dead.</p>")
    text = EntryText("Strikes", "<p>Nine dead.</p>", entry.display_time)
    return amend_entry(by=alice, entry=entry, text=text, revision=1, note="It said seven.")


def history(entry: Entry) -> str:
    return f"/admin/columns/revision/history/entry/{entry.pk}/"


@pytest.mark.django_db
def test_each_text_is_shown_beside_the_one_before_it(desk: Client, entry: Entry) -> None:
    page = desk.get(history(entry)).content.decode()
    assert '<del class="differs">Seven</del> dead.' in page
    assert '<ins class="differs">Nine</ins> dead.' in page
    assert "It said seven." in page
    first = desk.get(history(entry), {"number": "1"}).content.decode()
    assert '<ins class="differs">Seven dead.</ins>' in first
    assert desk.get(history(entry), {"number": "9"}).status_code == 404
    assert history(entry) in desk.get(f"/admin/columns/entry/{entry.pk}/change/").content.decode()


@pytest.mark.django_db
def test_a_text_is_restored_from_what_was_seen_and_no_other(desk: Client, entry: Entry) -> None:
    first = Revision.objects.get(entry=entry, number=1)
    address = f"/admin/columns/revision/{first.pk}/restore/"
    stale = desk.post(address, {"based_on": "1"}, follow=True).content.decode()
    assert "Somebody else has saved this" in stale
    assert desk.get(address).status_code == 405
    desk.post(address, {"based_on": "2"})
    entry.refresh_from_db()
    assert (entry.revision, "Seven" in entry.body) == (3, True)


@pytest.mark.django_db
def test_only_a_chief_can_blank_a_text_which_then_says_so(
    client: Client, column: Column, entry: Entry, bob: User
) -> None:
    client.force_login(bob)
    assert client.get(history(entry)).status_code == 404
    role = Membership.objects.create(user=bob, column=column, role=Membership.Role.EDITOR)
    first = Revision.objects.get(entry=entry, number=1)
    address = f"/admin/columns/revision/{first.pk}/blank/"
    assert address not in client.get(history(entry), {"number": "1"}).content.decode()
    assert client.post(address).status_code == 403
    assert "Seven" in Revision.objects.get(pk=first.pk).body
    Membership.objects.filter(pk=role.pk).update(role=Membership.Role.CHIEF)
    assert address in client.get(history(entry), {"number": "1"}).content.decode()
    client.post(address)
    page = client.get(history(entry), {"number": "1"}).content.decode()
    assert "Its words were taken out" in page
    assert "Seven" not in page + client.get("/admin/columns/revision/").content.decode()
