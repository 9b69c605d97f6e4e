"""From which session something was done, and that no reader's request has one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from columns.api import bearer
from columns.audit import session
from columns.models import AuditRecord, Column, Post
from columns.publishing.tokens import create_token

pytestmark = pytest.mark.django_db


def test_an_act_in_the_admin_bears_the_fingerprint_of_its_session(client: Client, live_post: Post, alice: User) -> None:
    client.force_login(alice)
    client.post(f"/admin/columns/post/{live_post.pk}/act/close/")
    record = AuditRecord.objects.get(act="close_post")
    assert record.session == session.fingerprint(client.session.session_key)
    assert client.session.session_key not in record.session
    assert session.current() == ""


def test_an_act_by_the_api_bears_its_token(client: Client, live_post: Post, alice: User) -> None:
    what = {"user": alice, "column": live_post.column, "name": "A tool", "scopes": ["draft"]}
    token, secret = create_token(by=alice, **what)
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {secret}"})
    with session.within(""):
        assert bearer.token_of(request) == token
        assert session.current() == f"token:{token.pk}"
    assert session.current() == ""


def test_a_readers_page_varies_by_no_cookie(client: Client, column: Column) -> None:
    answer = client.get(f"/{column.slug}/")
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
