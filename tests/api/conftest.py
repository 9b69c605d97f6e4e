"""A tool: what publishes from outside in these tests. All that it is answered is held against the description."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Membership, Post, Token
from columns.publishing.tokens import create_token

from .described import check_described


@dataclass
class Tool:
    """Sends entries into one post. What is given beside a body goes into the headers; None leaves a header out."""

    post: Post
    secret: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def send(self, body: Any = None, key: str | None = "one", **headers: str | None) -> Any:
        """POST an entry into the post: an object, or bytes exactly as they are to arrive."""
        return self.ask("POST", self.address, {"headline": "Certainly"} if body is None else body, key, **headers)

    def ask(
        self, method: str, address: str, body: Any = b"", key: str | None = "one", **headers: str | None
    ) -> Any:
        """Send a request to any address."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = headers.pop("Content_Type", "application/json")
        told = {"Authorization": f"Bearer {self.secret}", "Idempotency_Key": key, **headers}
        shown = {name.replace("_", "-"): value for name, value in told.items() if value is not None}
        answer = self.client.generic(method, address, raw, content_type=kind, headers=shown)
        check_described(method, address, raw, kind, shown, answer)
        return answer

    @property
    def address(self) -> str:
        """Where entries of its post go."""
        return f"/api/v1/posts/{self.post.pk}/entries"


@pytest.fixture
def importer(bob: User, column: Column) -> User:
    """An account for a tool, with a role in one column."""
    Membership.objects.create(user=bob, column=column, role=Membership.Role.EDITOR)
    return bob


@pytest.fixture
def new_secret(importer: User, column: Column) -> Callable[..., str]:
    """Makes another token of the tool's, and returns its secret: `new_secret("draft", "upload")`."""

    def new_secret(*scopes: str) -> str:
        what = {"name": "The wire", "scopes": scopes or Token.Scope.values}
        return create_token(by=None, user=importer, column=column, **what)[1]

    return new_secret


@pytest.fixture
def secret(new_secret: Callable[..., str]) -> str:
    """What the tool shows."""
    return new_secret()


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
