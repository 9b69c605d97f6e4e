"""Tokens end with what shuts their owner out: whoever was in could have made one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, override_settings

from columns.models import AuditRecord, Column, Token
from columns.publishing.accounts import disable_account, enable_account, note_new_password, reset_second_factor
from columns.publishing.sign_ins import begin_sign_in, end_all_sessions, end_session, end_sessions_of
from columns.publishing.tokens import create_token
from tests.conftest import PASSWORD

NEW = "a word of their own"


@pytest.fixture(autouse=True)
def _demonstration(_second_factor: None) -> Iterator[None]:
    with override_settings(DEMO=True):
        yield


@pytest.fixture
def owner(bob: User, join: Callable[..., User]) -> User:
    """Bob, an editor with a tool."""
    return join(bob, "editor")


@pytest.fixture
def secret(owner: User, column: Column) -> str:
    """What the tool shows."""
    return create_token(by=None, user=owner, column=column, name="The wire", scopes=["publish"])[1]


def status_of(client: Client, secret: str) -> int:
    """What the tool is answered."""
    return client.get("/api/v1/posts", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_changed_password_ends_them_and_the_account_page_says_so(client: Client, owner: User, secret: str) -> None:
    client.force_login(owner)
    page = client.get("/admin/account/").content.decode()
    assert "The wire" in page
    assert "<td>works</td>" in page
    assert status_of(Client(), secret) == 200
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    answer = client.post("/admin/password_change/", form, follow=True)
    assert "1 token has ended with the old password." in answer.content.decode()
    assert status_of(Client(), secret) == 401
    ended = Token.objects.get().revoked_at
    assert ended is not None
    assert f"<td>ended {ended:%Y-%m-%d %H:%M} UTC</td>" in client.get("/admin/account/").content.decode()


def test_one_that_is_chosen_by_a_letter_or_on_the_server_ends_them_too(
    client: Client, owner: User, secret: str, column: Column
) -> None:
    note_new_password(user=owner)
    assert status_of(client, secret) == 401
    secret = create_token(by=None, user=owner, column=column, name="Another", scopes=["publish"])[1]
    assert status_of(client, secret) == 200
    with patch("getpass.getpass", lambda prompt: NEW):
        call_command("changepassword", "bob", stdout=StringIO())
    assert status_of(client, secret) == 401


def test_signing_everyone_out_ends_every_tool_and_is_recorded(client: Client, alice: User, secret: str) -> None:
    client.force_login(alice)
    assert "every token" in client.get("/admin/members/").content.decode()
    asks = client.post("/admin/members/end-all-sessions/")
    assert asks["Location"].startswith("/admin/account/confirm/?next=")
    assert status_of(Client(), secret) == 200
    assert client.post("/admin/account/confirm/", {"password": PASSWORD}).status_code == 302
    client.post("/admin/members/end-all-sessions/")
    assert status_of(Client(), secret) == 401
    record = AuditRecord.objects.get(act="end_all_sessions")
    assert record.told == {"tokens": [Token.objects.get().pk]}


def test_so_does_all_that_shuts_a_person_out_and_no_other_person(
    client: Client, alice: User, owner: User, column: Column, secret: str
) -> None:
    hers = create_token(by=alice, user=alice, column=column, name="Hers", scopes=["publish"])[1]
    for shut_out in (end_sessions_of, disable_account, reset_second_factor):
        shut_out(by=alice, user=owner)
        enable_account(by=alice, user=owner)  # an account that works again does not bring its tokens back
        assert status_of(client, secret) == 401
        secret = create_token(by=None, user=owner, column=column, name="Next", scopes=["publish"])[1]
    one = begin_sign_in(user=owner, session=client.session, browser="Firefox")
    end_session(by=owner, sign_in=one)
    assert status_of(client, secret) == 200
    assert status_of(client, hers) == 200
    end_all_sessions(by=alice)
    assert status_of(client, hers) == 401
