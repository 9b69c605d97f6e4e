"""Writings: what is being typed is kept on the server, for the writer alone, until it is sent."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Post, Writing
from columns.publishing import writings

Member = Callable[..., User]
SignedIn = Callable[[User], Client]
ID = uuid.UUID("6ba7b810-9dad-41d1-80b4-00c04fd430c8")


def put(client: Client, post: Post, body: Any, id: uuid.UUID = ID) -> Any:
    """Keep it."""
    data = body if isinstance(body, str) else json.dumps(body)
    return client.put(f"/admin/desk/{post.pk}/writing/{id}/", data, content_type="application/json")


def offered(client: Client, post: Post) -> list[dict[str, Any]]:
    """What the page offers to restore."""
    found: list[dict[str, Any]] = client.get(f"/admin/desk/{post.pk}/").context["writings"]
    return found


def test_what_was_typed_last_is_offered_again(desk: Client, live_post: Post) -> None:
    for text in ("Tw", "Two str", "Two strikes"):
        assert put(desk, live_post, {"entry": None, "based_on": None, "fields": {"body": text}}).status_code == 204
    assert [(each["id"], each["fields"]) for each in offered(desk, live_post)] == [(str(ID), {"body": "Two strikes"})]


def test_nobody_else_sees_it_writes_over_it_or_drops_it(
    desk: Client, live_post: Post, member: Member, signed_in: SignedIn
) -> None:
    put(desk, live_post, {"fields": {"body": "mine"}})
    other = signed_in(member("chloe", "chief"))
    assert offered(other, live_post) == []
    assert put(other, live_post, {"fields": {"body": "theirs"}}).status_code == 403
    assert other.delete(f"/admin/desk/{live_post.pk}/writing/{ID}/").status_code == 204
    assert other.post(f"/admin/desk/{live_post.pk}/entries/", {"submit_id": ID, "body": "<p>x</p>"}).status_code == 200
    assert Writing.objects.get(pk=ID).fields == {"body": "mine"}


def test_it_goes_when_it_is_sent_and_does_not_come_back(desk: Client, live_post: Post) -> None:
    put(desk, live_post, {"fields": {"body": "Two strikes"}})
    desk.post(f"/admin/desk/{live_post.pk}/entries/", {"submit_id": ID, "act": "draft", "body": "<p>Two strikes</p>"})
    assert not Writing.objects.exists()
    assert put(desk, live_post, {"fields": {"body": "a late autosave"}}).status_code == 204
    assert not Writing.objects.exists()


def test_only_so_many_are_kept_of_one_person_the_newest(
    desk: Client, live_post: Post, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writings, "MOST", 3)
    other = Writing.objects.create(id=uuid.uuid4(), user=member("chloe", "chief"), post=live_post)
    ids = [uuid.uuid4() for _ in range(5)]
    for id in (*ids, ids[2]):
        put(desk, live_post, {"fields": {"body": "x"}}, id)
    assert set(Writing.objects.values_list("pk", flat=True)) == {other.pk, *ids[2:]}


def test_it_is_dropped_when_it_is_let_go(desk: Client, live_post: Post) -> None:
    put(desk, live_post, {"fields": {"body": "Two strikes"}})
    assert desk.delete(f"/admin/desk/{live_post.pk}/writing/{ID}/").status_code == 204
    assert not Writing.objects.exists()


def test_no_character_that_a_database_refuses_costs_the_text(desk: Client, live_post: Post) -> None:
    put(desk, live_post, '{"fields": {"body": "a\\u0000b\\ud800c"}}')
    assert Writing.objects.get(pk=ID).fields == {"body": "ab?c"}


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "{}", '{"fields": []}', '{"fields": {"a": []}}', '{"fields": {"a": NaN}}',
     '{"fields": {}, "entry": 1}', '{"fields": {}, "based_on": -1}', '{"fields": {}, "based_on": 4294967296}',
     "[" * 100_000, json.dumps({"fields": {"body": "x" * 300_000}})],
)  # fmt: skip
def test_what_is_no_form_is_refused(desk: Client, live_post: Post, body: str) -> None:
    assert put(desk, live_post, body).status_code == 422
    assert not Writing.objects.exists()
