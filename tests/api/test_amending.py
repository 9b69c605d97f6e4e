"""Amending and withdrawing from outside, and drafts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import AuditRecord, Column, Correction, Entry, Post, Token
from columns.publishing.columns import create_column
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText

from .conftest import Tool

pytestmark = pytest.mark.django_db
Refused = Callable[..., dict[str, Any]]


@pytest.fixture
def sent(tool: Tool) -> dict[str, Any]:
    """An entry that the tool has published."""
    entry = {"headline": "Ten missiles", "body": "<p>From the sea.</p>", "tags": ["Sea"]}
    told: dict[str, Any] = tool.send(entry).json()
    return told


@pytest.fixture
def other_post(alice: User) -> Post:
    """A live post of another column."""
    column = create_column(by=alice, slug="elsewhere", title="Elsewhere")
    post = create_post(by=alice, column=column, date=datetime.date(2015, 10, 7), slug="x", text=PostText("X"))
    return open_post(by=alice, post=post)


def of(told: dict[str, Any]) -> str:
    """The address of an entry that a tool was told of."""
    return f"/api/v1/entries/{told['id']}"


def test_an_entry_is_read_as_it_is_written(tool: Tool, sent: dict[str, Any]) -> None:
    told = tool.ask("GET", of(sent)).json()
    assert (told["state"], told["revision"]) == ("published", 1)
    assert (told["headline"], told["tags"]) == ("Ten missiles", ["Sea"])
    assert told["body"] == '<p dir="auto">From the sea.</p>'


def test_what_is_named_is_changed_and_the_rest_stays(tool: Tool, sent: dict[str, Any]) -> None:
    answer = tool.ask("PATCH", of(sent), {"revision": 1, "headline": "Twelve missiles"}, "two")
    assert (answer.status_code, answer.json()["revision"]) == (200, 2)
    entry = Entry.objects.get()
    assert (entry.headline, [tag.name for tag in entry.tags.all()]) == ("Twelve missiles", ["Sea"])
    assert "From the sea" in entry.body


def test_an_amendment_of_another_text_is_a_conflict_and_says_what_to_build_on(
    tool: Tool, sent: dict[str, Any], refused: Refused, alice: User
) -> None:
    amend_entry(by=alice, entry=Entry.objects.get(), text=EntryText("An editor's"), revision=1)
    problem = refused(tool.ask("PATCH", of(sent), {"revision": 1, "headline": "Mine"}, "two"), 409, "revision")
    assert problem["revision"] == 2
    assert Entry.objects.get().headline == "An editor's"


def test_an_amendment_that_arrives_again_is_done_once_whatever_came_between(
    tool: Tool, sent: dict[str, Any], alice: User
) -> None:
    ask = {"revision": 1, "headline": "Twelve missiles", "note": "An earlier version said ten."}
    assert tool.ask("PATCH", of(sent), ask, "two").json() == tool.ask("PATCH", of(sent), ask, "two").json()
    assert [each.note for each in Correction.objects.all()] == ["An earlier version said ten."]
    amend_entry(by=alice, entry=Entry.objects.get(), text=EntryText("An editor's"), revision=2)
    assert tool.ask("PATCH", of(sent), ask, "two").status_code == 200
    assert (Entry.objects.get().headline, Entry.objects.get().revision) == ("An editor's", 3)


@pytest.mark.parametrize("ask", [{"headline": "X"}, {"revision": "1"}, {"revision": True}, {"revision": None}])
def test_an_amendment_names_the_revision_it_changes(
    tool: Tool, sent: dict[str, Any], refused: Refused, ask: dict[str, Any]
) -> None:
    refused(tool.ask("PATCH", of(sent), ask, "two"), 400, "revision")


def test_an_entry_is_withdrawn_with_a_reason_and_the_same_again_changes_nothing(
    tool: Tool, sent: dict[str, Any]
) -> None:
    address = f"{of(sent)}/withdrawal"
    first = tool.ask("PUT", address, {"reason": "It was a drill."}, key=None)
    assert (first.status_code, Entry.objects.get().withdrawal_reason) == (200, "It was a drill.")
    seq = Entry.objects.get().seq
    assert tool.ask("PUT", address, {"reason": "It was a drill."}, key=None).json() == first.json()
    assert Entry.objects.get().seq == seq


def test_a_draft_is_kept_for_the_desk_and_shown_to_nobody(tool: Tool) -> None:
    address = f"/api/v1/posts/{tool.post.pk}/drafts"
    answer = tool.ask("POST", address, {"headline": "Perhaps"})
    assert tool.ask("POST", address, {"headline": "Perhaps"}).json() == answer.json()
    entry = Entry.objects.get()
    assert (answer.status_code, entry.state, answer.json()["published_at"]) == (201, "draft", None)
    assert tool.client.get(entry.get_absolute_url()).status_code == 404


def test_the_live_post_is_found(tool: Tool) -> None:
    (post,) = tool.ask("GET", "/api/v1/posts").json()["posts"]
    assert (post["id"], post["state"]) == (tool.post.pk, "live")


SCOPED = [
    ("publish", "POST", "/posts/{post}/entries", {"headline": "X"}),
    ("draft", "POST", "/posts/{post}/drafts", {"headline": "X"}),
    ("amend", "PATCH", "/entries/{entry}", {"revision": 1, "headline": "X"}),
    ("withdraw", "PUT", "/entries/{entry}/withdrawal", {"reason": "X"}),
    ("upload", "POST", "/pictures", b""),
]


@pytest.mark.parametrize(("scope", "method", "address", "body"), SCOPED)
def test_a_token_opens_only_what_it_was_made_for(
    tool: Tool, sent: dict[str, Any], new_secret: Callable[..., str], refused: Refused, scope: str, method: str,
    address: str, body: Any,
) -> None:
    tool.secret = new_secret(*set(Token.Scope.values) - {scope})
    kind = {"Content_Type": "image/jpeg"} if scope == "upload" else {}
    where = "/api/v1" + address.format(post=tool.post.pk, entry=sent["id"])
    answer = tool.ask(method, where, body, "two", **kind)
    refused(answer, 403)
    assert f'scope="{scope}"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("scope", "method", "address", "body"), SCOPED[:4])
def test_a_token_sees_nothing_of_other_columns(
    tool: Tool, refused: Refused, alice: User, other_post: Post, scope: str, method: str, address: str, body: Any
) -> None:
    entry = publish_entry(by=alice, post=other_post, text=EntryText("Elsewhere"))
    where = "/api/v1" + address.format(post=other_post.pk, entry=entry.pk)
    refused(tool.ask(method, where, body), 404)
    refused(tool.ask("GET", f"/api/v1/entries/{entry.pk}"), 404)
    assert tool.ask("GET", "/api/v1/posts").json()["posts"][0]["id"] == tool.post.pk


def test_what_a_tool_does_is_recorded_as_its_own(tool: Tool, sent: dict[str, Any], column: Column) -> None:
    tool.ask("PUT", f"{of(sent)}/withdrawal", {"reason": "It was a drill."})
    record = AuditRecord.objects.filter(column=column, act="withdraw_entry").get()
    assert (record.session, record.by_name) == (f"token:{Token.objects.get().pk}", "bob")


def test_a_token_from_before_tokens_had_a_column_opens_nothing(tool: Tool, refused: Refused) -> None:
    Token.objects.update(column=None)
    refused(tool.send(), 401)
