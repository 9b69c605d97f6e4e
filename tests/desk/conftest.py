"""Who works on the desk: a reporter and an editor of the column, and one who has no business there."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Entry, Membership, Post
from columns.publishing.drafts import save_draft
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText


@pytest.fixture
def member(column: Column, static_files: None) -> Callable[..., User]:
    """`member("rita", "reporter")`: somebody with a role in the column; without one, on the staff alone."""

    def member(name: str, role: str = "", **rights: Any) -> User:
        user = User.objects.create_user(name, password="x", is_staff=True, **rights)
        if role:
            Membership.objects.create(user=user, column=column, role=role)
        return user

    return member


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """`signed_in(user)`: that person's browser."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def edith(member: Callable[..., User]) -> User:
    """An editor of the column."""
    return member("edith", "editor")


@pytest.fixture
def desk(edith: User, signed_in: Callable[[User], Client]) -> Client:
    """The editor's browser."""
    return signed_in(edith)


@pytest.fixture
def draft(live_post: Post, edith: User) -> Callable[..., Entry]:
    """`draft("headline")`: a text that no reader has seen."""

    def draft(headline: str, body: str = "", **fields: Any) -> Entry:
        return save_draft(by=edith, post=live_post, text=EntryText(headline, body, **fields))

    return draft


@pytest.fixture
def second_post(live_post: Post, edith: User) -> Post:
    """Another open post of the column."""
    text = PostText(title="The second week")
    day = datetime.date(2015, 10, 14)
    post = create_post(by=edith, column=live_post.column, date=day, slug="the-second-week", text=text)
    return open_post(by=edith, post=post)
