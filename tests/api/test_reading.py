"""What a token reads: what readers see, whatever it was made for; what they do not, if it was made to write it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Post, Token
from columns.publishing.drafts import save_draft
from columns.publishing.entries import publish_entry
from columns.publishing.posts import create_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry
from tests.pictured import described, taken

from .conftest import Tool

pytestmark = pytest.mark.django_db
Refused = Callable[..., dict[str, Any]]
WRITERS = {"draft", "publish"}


@pytest.fixture
def tool_for(static_files: None, live_post: Post, new_secret: Callable[..., str]) -> Callable[[str], Tool]:
    """A tool whose token was made for one thing."""
    return lambda scope: Tool(live_post, new_secret(scope))


@pytest.fixture
def reads(tool_for: Callable[[str], Tool], refused: Refused) -> Callable[[str], set[str]]:
    """The scopes with which an address is read; whoever has another is told which it takes."""

    def reads(address: str) -> set[str]:
        able = set()
        for scope in Token.Scope.values:
            answer = tool_for(scope).ask("GET", address)
            if answer.status_code == 200:
                able.add(scope)
            else:
                refused(answer, 403)
                assert 'error="insufficient_scope", scope="draft publish' in answer.headers["WWW-Authenticate"]
        return able

    return reads


def test_a_published_entry_is_read_with_any_scope_and_a_draft_by_who_writes_such(
    live_post: Post, reads: Callable[[str], set[str]]
) -> None:
    entry = publish_entry(by=None, post=live_post, text=EntryText("Seen"))
    draft = save_draft(by=None, post=live_post, text=EntryText("Not yet"))
    waiting = publish_entry(by=None, post=live_post, text=EntryText("In a minute"), delay=60)
    assert reads(f"/api/v1/entries/{entry.pk}") == set(Token.Scope.values)
    for unseen in (draft, waiting):
        assert reads(f"/api/v1/entries/{unseen.pk}") == WRITERS


@pytest.mark.parametrize("gone", ["withdrawn", "hidden"])
def test_what_readers_no_longer_see_is_read_by_who_writes_entries(
    live_post: Post, column: Column, reads: Callable[[str], set[str]], gone: str
) -> None:
    entry = publish_entry(by=None, post=live_post, text=EntryText("A source's name"))
    if gone == "withdrawn":
        withdraw_entry(by=None, entry=entry, reason="Wrong")
    else:
        Column.objects.update(state=Column.State.HIDDEN)
    assert reads(f"/api/v1/entries/{entry.pk}") == WRITERS | {"amend"}


def test_so_it_is_with_pictures(live_post: Post, importer: User, reads: Callable[[str], set[str]]) -> None:
    image, bare = described(importer), taken(importer)
    draft = save_draft(by=None, post=live_post, text=EntryText("Not yet", gallery_of([image.pk])))
    for unseen in (image, bare):
        assert reads(f"/api/v1/pictures/{unseen.pk}") == WRITERS | {"upload"}
    publish_entry(by=None, post=live_post, text=EntryText.of(draft), entry=draft)
    assert Entry.objects.get().state == "published"
    assert reads(f"/api/v1/pictures/{image.pk}") == set(Token.Scope.values)


def test_posts_that_are_being_prepared_are_told_to_who_writes_for_them(
    live_post: Post, column: Column, tool_for: Callable[[str], Tool]
) -> None:
    day = datetime.date(2015, 10, 8)
    prepared = create_post(by=None, column=column, date=day, slug="x", text=PostText("The second week"))
    for scope in Token.Scope.values:
        posts = tool_for(scope).ask("GET", "/api/v1/posts").json()["posts"]
        expected = {live_post.pk, prepared.pk} if scope in WRITERS else {live_post.pk}
        assert {post["id"] for post in posts} == expected, scope
