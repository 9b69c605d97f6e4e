"""Who may publish from outside: those who show a valid token of somebody who may."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Entry, Token
from columns.publishing.tokens import revoke_token

from .conftest import Tool

pytestmark = pytest.mark.django_db
Refused = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer  ", "Basic Ym9iOmJvYg==", "bob"])
def test_whoever_shows_no_token_is_asked_for_one(tool: Tool, refused: Refused, shown: str | None) -> None:
    answer = tool.send(Authorization=shown)
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="liveblog"'


@pytest.mark.parametrize("shown", ["x", "liveblog_", "ÿ", "{secret}x", "{secret} x", "{SECRET}", "{digest}"])
def test_a_wrong_token_opens_nothing(tool: Tool, refused: Refused, shown: str) -> None:
    digest = Token.objects.get().digest
    wrong = shown.format(secret=tool.secret, SECRET=tool.secret.upper(), digest=digest)
    answer = tool.send(Authorization=f"Bearer {wrong}")
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="liveblog", error="invalid_token"'


def test_the_scheme_is_written_in_any_case(tool: Tool) -> None:
    assert tool.send(Authorization=f"bEARER {tool.secret}").status_code == 201


def test_a_wrong_a_revoked_and_a_leavers_token_get_the_same_answer(
    tool: Tool, refused: Refused, importer: User, new_secret: Callable[..., str]
) -> None:
    wrong = tool.send(Authorization="Bearer wrong")
    revoke_token(by=None, token=Token.objects.get())
    revoked = tool.send()
    tool.secret = new_secret()
    assert tool.send().status_code == 201
    User.objects.filter(pk=importer.pk).update(is_active=False)
    left = tool.send()
    assert refused(wrong, 401) == refused(revoked, 401) == refused(left, 401)
    assert wrong.headers["WWW-Authenticate"] == revoked.headers["WWW-Authenticate"] == left.headers["WWW-Authenticate"]


def test_a_token_can_do_no_more_than_its_owner(tool: Tool, refused: Refused, importer: User) -> None:
    importer.memberships.update(role="reporter")
    answer = tool.send()
    refused(answer, 403)
    assert 'error="insufficient_scope"' in answer.headers["WWW-Authenticate"]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("lost", ["role", "staff"])
def test_the_token_of_somebody_who_works_there_no_more_reads_nothing_either(
    tool: Tool, refused: Refused, importer: User, lost: str
) -> None:
    entry = tool.send().json()["id"]
    assert tool.ask("GET", "/api/v1/posts").status_code == 200
    if lost == "role":
        importer.memberships.all().delete()
    else:
        User.objects.filter(pk=importer.pk).update(is_staff=False)
    for address in ("/api/v1/posts", f"/api/v1/entries/{entry}"):
        refused(tool.ask("GET", address), 401)
    refused(tool.send(key="two"), 401)


def test_a_session_opens_nothing_here(tool: Tool, refused: Refused, alice: User) -> None:
    browser = Client()
    browser.force_login(alice)
    tool.client = browser
    refused(tool.send(Authorization=None), 401)
    assert not Entry.objects.exists()


def test_the_account_of_the_token_acts_and_not_the_one_that_is_signed_in(
    tool: Tool, alice: User, importer: User
) -> None:
    tool.client.force_login(alice)
    assert tool.send().status_code == 201
    assert Entry.objects.get().revisions.get().by == importer


def test_a_token_in_the_address_or_the_body_opens_nothing(tool: Tool, refused: Refused) -> None:
    answer = tool.client.post(
        f"{tool.address}?access_token={tool.secret}", f'{{"access_token": "{tool.secret}"}}',
        content_type="application/json", headers={"Idempotency-Key": "one"},
    )
    refused(answer, 401)


def test_the_last_day_of_its_use_is_kept_and_no_more(tool: Tool) -> None:
    tool.send(Authorization="Bearer wrong")
    assert Token.objects.get().last_used_on is None
    tool.send()
    assert Token.objects.get().last_used_on == datetime.datetime.now(datetime.UTC).date()


def test_no_secret_is_stored_or_logged(tool: Tool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert tool.send().status_code == 201
        assert tool.send(b"{", "two").status_code == 400
        assert tool.send(Authorization=f"Bearer {tool.secret}x").status_code == 401
        tool.client.get(tool.address, headers={"Authorization": f"Bearer {tool.secret}"})
    assert caplog.records
    assert tool.secret not in caplog.text
    assert tool.secret not in str(list(Token.objects.values()))
