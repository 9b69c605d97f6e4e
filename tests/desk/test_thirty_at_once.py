"""Thirty editors save one entry at the same moment: one of them does, the others are shown both texts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import AuditRecord, Entry, Post
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText
from tests.publishing.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 30


@pytest.mark.parametrize("state", ["draft", "published"])
def test_of_thirty_who_save_one_entry_one_wins_and_the_others_see_both_texts(
    member: Callable[..., User], signed_in: Callable[[User], Client], desk: Client, live_post: Post, state: str
) -> None:
    if state == "published":
        entry = publish_entry(by=None, post=live_post, text=EntryText("Bridge hit", "<p>Nothing is known.</p>"))
    else:
        made = desk.post(
            f"/admin/desk/{live_post.pk}/entries/", {"submit_id": uuid.uuid4(), "headline": "x", "act": "draft"}
        )
        entry = Entry.objects.get(pk=made.json()["id"])
    address = f"/admin/desk/{live_post.pk}/entries/{entry.pk}/"
    forms = [
        {
            "submit_id": str(uuid.uuid4()), "based_on": entry.revision, "headline": f"Account of witness{number}",
            "act": "amend" if state == "published" else "draft",
        }
        for number in range(EDITORS)
    ]  # fmt: skip
    clients = [signed_in(member(f"editor{number}", "editor")) for number in range(EDITORS)]
    answers = at_once(*(partial(client.post, address, form) for client, form in zip(clients, forms, strict=True)))

    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200] + [409] * (EDITORS - 1)
    winner = statuses.index(200)
    entry.refresh_from_db()
    assert (entry.headline, entry.revisions.count()) == (f"Account of witness{winner}", 2)
    for number, answer in enumerate(answers):
        if number != winner:
            told = answer.json()
            assert told["theirs"]["headline"] == entry.headline
            assert f"witness{number}</" in told["html"]
            assert f"witness{winner}</" in told["html"]
    by = set(AuditRecord.objects.filter(by_name__startswith="editor", about=f"entry {entry.pk}").values_list("by_name"))
    assert by == {(f"editor{winner}",)}
