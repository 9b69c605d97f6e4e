"""Publishing an entry from outside: what is sent, and what it becomes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from columns.models import Change, Column, Entry, Post
from columns.publishing.authors import create_author
from columns.publishing.drafts import save_draft
from columns.publishing.posts import close_post
from columns.publishing.texts import EntryText

from .conftest import Tool

pytestmark = pytest.mark.django_db
Refused = Callable[..., dict[str, Any]]

#: How often one request asks the database at most: who it is (1), what they may (1), the post (1), and what the verb
#: asks and records. (PostgreSQL takes in one message what SQLite takes one by one.)
QUERIES = 19
#: A second arrival: no more than who, what they may, where, and what came of its submission.
QUERIES_AGAIN = 10
#: With a byline, a pin and a thread of two.
QUERIES_IN_FULL = 34


@override_settings(SITE_URL="https://live.example")
def test_an_entry_is_published_and_its_place_told(tool: Tool, column: Column, importer: User) -> None:
    before = timezone.now()
    answer = tool.send({"headline": "Cruise missiles launched", "body": "<p>Twenty-six of them.</p>"})
    entry = Entry.objects.get()
    assert (entry.headline, entry.body) == ("Cruise missiles launched", '<p dir="auto">Twenty-six of them.</p>')
    assert entry.revisions.get().by == importer
    assert answer.status_code == 201
    told = answer.json()
    assert told == {
        "id": entry.pk,
        "url": f"https://live.example/putin-in-syria/entry/{entry.pk}/",
        "seq": Change.objects.get(entry=entry).seq,
        "revision": 1,
        "published_at": entry.published_at.isoformat(),
        "due_at": None,
    }
    assert before <= datetime.datetime.fromisoformat(told["published_at"]) == entry.display_time
    assert answer.headers["Location"] == told["url"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert entry.headline in tool.client.get(f"/putin-in-syria/entry/{entry.pk}/").content.decode()


def test_everything_that_an_entry_can_have_is_taken(tool: Tool, publish: Callable[..., Entry]) -> None:
    create_author(by=None, name="Lina Haddad")
    create_author(by=None, name="Омар", slug="омар")
    first, other = publish("The first"), publish("Another")
    answer = tool.send({
        "body": "And further.", "display_time": "2015-10-07T21:30:00.5+03:00", "pinned": True, "key_event": True,
        "continues": first.pk, "bylines": [{"author": "омар", "role": "translation"}, {"author": "lina-haddad"}],
        "relations": [{"to": other.pk, "kind": "contradicts"}, {"to": first.pk, "kind": "confirms"}],
    })
    entry = Entry.objects.get(pk=answer.json()["id"])
    assert entry.display_time == datetime.datetime(2015, 10, 7, 18, 30, 0, 500_000, datetime.UTC)
    assert (entry.pinned, entry.key_event, entry.continues) == (True, True, first)
    signed = [(byline.author.name, byline.role) for byline in entry.bylines.all()]
    assert signed == [("Омар", "translation"), ("Lina Haddad", "reporting")]
    assert [(each.to, each.kind) for each in entry.relations.all()] == [(other, "contradicts"), (first, "confirms")]


def test_a_body_is_sanitised_as_everywhere(tool: Tool) -> None:
    tool.send({"body": '<p onclick="x()">So <script>alert(1)</script><a href="javascript:1">it</a> is.</p>'})
    assert Entry.objects.get().body == '<p dir="auto">So it is.</p>'


def test_a_body_at_its_cap_fits_however_it_is_escaped(tool: Tool) -> None:
    words = "ш" * (128 * 1024 - 20)
    assert tool.send({"body": f"<p>{words}</p>"}).status_code == 201
    assert words in Entry.objects.get().body


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"headline": " \u200d ", "body": "<p> </p>"}, "body"),
        ({"headline": "x" * 301}, "headline"),
        ({"body": "x" * (256 * 1024 + 1)}, "body"),
        ({"headline": "x", "display_time": "2999-01-01T00:00:00Z"}, "display_time"),
        ({"headline": "x", "display_time": "0001-01-02T00:00:00Z"}, "display_time"),
        ({"headline": "x", "continues": "nobody"}, "continues"),
        ({"headline": "x", "continues": "\ud800"}, "continues"),
        ({"headline": "x", "continues": "a\0b"}, "continues"),
        ({"headline": "x", "relations": [{"to": "nobody", "kind": "updates"}]}, "relations"),
        ({"headline": "x", "relations": [{"to": "a\0b", "kind": "updates"}]}, "relations"),
        ({"headline": "x", "relations": [{"to": "nobody", "kind": "updates"}] * 21}, "relations"),
        ({"headline": "x", "bylines": [{"author": "nobody"}]}, "bylines"),
        ({"headline": "x", "bylines": [{"author": "a\0b"}, {"author": "\udfff"}]}, "bylines"),
        ({"headline": "x", "bylines": [{"author": "lina", "role": "king"}]}, "bylines"),
        ({"headline": "x", "bylines": [{"author": "lina"}] * 51}, "bylines"),
    ],
)
def test_what_the_verb_refuses_is_told_with_its_field(
    tool: Tool, refused: Refused, body: dict[str, Any], field: str
) -> None:
    create_author(by=None, name="Lina")
    refused(tool.send(body), 422, field)
    assert not Entry.objects.exists()


def test_a_draft_can_neither_be_continued_nor_pointed_at(tool: Tool, refused: Refused, live_post: Post) -> None:
    draft = save_draft(by=None, post=live_post, text=EntryText("Perhaps"))
    refused(tool.send({"headline": "x", "continues": draft.pk}), 422, "continues")
    refused(tool.send({"headline": "x", "relations": [{"to": draft.pk, "kind": "updates"}]}), 422, "relations")
    refused(tool.send({"headline": "x", "relations": [{"to": draft.pk, "kind": "denies"}]}), 422, "relations")


def test_a_post_that_is_closed_takes_nothing_more(tool: Tool, refused: Refused, live_post: Post) -> None:
    close_post(by=None, post=live_post)
    refused(tool.send(), 422, "post")
    assert not Entry.objects.exists()


@pytest.mark.parametrize("post_id", ["nosuchpost12", "%00", "%ed%a0%80", "x" * 3000, "%27%20OR%201=1"])
def test_a_post_that_is_not_there_is_a_404(tool: Tool, refused: Refused, post_id: str) -> None:
    tool.post.pk = post_id
    refused(tool.send(), 404)


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_another_method_is_a_405(tool: Tool, refused: Refused, method: str) -> None:
    answer = getattr(tool.client, method)(tool.address, headers={"Authorization": f"Bearer {tool.secret}"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.headers["Cache-Control"] == "no-store"
    if method != "head":
        refused(answer, 405)


def test_the_database_is_asked_a_known_number_of_times(
    tool: Tool, publish: Callable[..., Entry], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tool.send(key="the first of the day")
    first, author = publish("The first"), create_author(by=None, name="Lina")
    with django_assert_max_num_queries(QUERIES):
        assert tool.send({"headline": "Next", "body": "<p>Words.</p>"}, "two").status_code == 201
    with django_assert_max_num_queries(QUERIES_AGAIN):
        assert tool.send({"headline": "Next", "body": "<p>Words.</p>"}, "two").status_code == 201
    with django_assert_max_num_queries(QUERIES_IN_FULL):
        full = {"headline": "More", "pinned": True, "continues": first.pk, "bylines": [{"author": author.slug}]}
        assert tool.send(full, "three").status_code == 201
