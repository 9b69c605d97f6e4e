"""A tool: what publishes from outside in these tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Post
from columns.publishing.tokens import create_token


@dataclass
class Tool:
    """Sends entries into one post. What is given beside a body goes into the headers; None leaves a header out."""

    post: Post
    secret: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def send(self, body: Any = None, key: str | None = "one", **headers: str | None) -> Any:
        """POST a body: an object, or bytes exactly as they are to arrive."""
        raw = body if isinstance(body, bytes) else json.dumps({"headline": "Certainly"} if body is None else body)
        kind = headers.pop("Content_Type", "application/json")
        told = {"Authorization": f"Bearer {self.secret}", "Idempotency_Key": key, **headers}
        shown = {name.replace("_", "-"): value for name, value in told.items() if value is not None}
        return self.client.generic("POST", self.address, raw, content_type=kind, headers=shown)

    @property
    def address(self) -> str:
        """Where entries of its post go."""
        return f"/api/posts/{self.post.pk}/entries"


@pytest.fixture
def importer(bob: User, column: Column, join: Callable[[User, Column, str], User]) -> User:
    """An account for a tool, with the least role that it needs."""
    return join(bob, column, "editor")


@pytest.fixture
def secret(importer: User) -> str:
    """What the tool shows."""
    return create_token(by=None, user=importer, name="The wire")[1]


@pytest.fixture
def tool(static_files: None, live_post: Post, secret: str) -> Tool:
    """A tool that may publish into the live post."""
    return Tool(live_post, secret)


@pytest.fixture
def refused() -> Callable[..., dict[str, Any]]:
    """`refused(answer, 422, "body")`: it is a problem of that status and field. What it says."""

    def refused(answer: Any, status: int, field: str = "") -> dict[str, Any]:
        assert answer.headers["Content-Type"] == "application/problem+json", answer.content
        problem: dict[str, Any] = answer.json()
        assert (answer.status_code, problem["status"], problem.get("field", "")) == (status, status, field), problem
        assert problem["type"] == "about:blank"
        assert problem["title"] == answer.reason_phrase
        assert problem["detail"]
        assert answer.headers["Cache-Control"] == "no-store"
        return problem

    return refused
