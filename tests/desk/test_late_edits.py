"""What is long published, or in a closed post, asks whoever changes it on the desk for their password again."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Entry, Post
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText


@pytest.fixture
def old(live_post: Post, edith: User) -> Entry:
    """An entry of two days ago."""
    entry = publish_entry(by=edith, post=live_post, text=EntryText("Bridge hit"))
    Entry.objects.filter(pk=entry.pk).update(published_at=timezone.now() - timedelta(days=2))
    return entry


def amend(desk: Client, entry: Entry, **more: Any) -> Any:
    """Send another headline."""
    sent = {"submit_id": uuid.uuid4(), "act": "amend", "based_on": entry.revision, "headline": "Bridge damaged", **more}
    return desk.post(f"/admin/desk/{entry.post_id}/entries/{entry.pk}/", sent)


def test_the_password_is_asked_for_and_then_good_for_a_while(desk: Client, old: Entry) -> None:
    assert amend(desk, old).status_code == 428
    wrong = amend(desk, old, password="y")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "password")
    assert Entry.objects.get(pk=old.pk).headline == "Bridge hit"
    assert amend(desk, old, password="x").status_code == 200
    pin = f"/admin/desk/{old.post_id}/entries/{old.pk}/pin/"
    assert desk.post(pin).status_code == 200


def test_a_hold_waits_for_no_password(desk: Client, old: Entry) -> None:
    act = f"/admin/desk/{old.post_id}/entries/{old.pk}/"
    assert desk.post(f"{act}withdraw/", {"reason": "Wrong."}).status_code == 428
    answer = desk.post(f"{act}hold/", {"reason": "Names a source."})
    assert answer.json()["state"] == "withdrawn"
    assert "source" not in str(desk.get(old.get_absolute_url()).content)
