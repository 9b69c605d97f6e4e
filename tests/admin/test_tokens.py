"""Tokens in the admin: shown once, revoked with a button, and nobody else's business."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Token
from columns.publishing.tokens import create_token, recognise

from .filled import filled

LIST = "/admin/columns/token/"
Join = Callable[[User, Column, str], User]
SECRET = re.compile(r"liveblog_[\w-]{43}")
pytestmark = pytest.mark.django_db


def add(client: Client, **typed: object) -> str:
    """Make one; what the page after it says."""
    address = f"{LIST}add/"
    return client.post(address, filled(client.get(address), _save=1, **typed), follow=True).content.decode()


def test_the_secret_is_shown_once_and_kept_nowhere(desk: Client, alice: User) -> None:
    (secret,) = SECRET.findall(add(desk, name="The wire"))
    token = recognise(secret)
    assert token is not None
    assert token.user == alice
    assert secret not in desk.get("/admin/").content.decode()
    page = f"{LIST}{token.pk}/"
    for address in (LIST, f"{page}change/", f"{page}history/"):
        answer = desk.get(address)
        assert "The wire" in answer.content.decode()
        assert secret not in answer.content.decode()
    assert secret not in str(list(LogEntry.objects.values()))


def test_a_token_is_revoked_on_its_page_and_in_the_list(desk: Client, alice: User) -> None:
    made = [create_token(by=alice, user=alice, name=name) for name in ("One", "Two")]
    assert "/act/revoke/" in desk.get(f"{LIST}{made[0][0].pk}/change/").content.decode()
    desk.post(f"{LIST}{made[0][0].pk}/act/revoke/")
    assert [bool(recognise(secret)) for _, secret in made] == [False, True]
    assert "/act/revoke/" not in desk.get(f"{LIST}{made[0][0].pk}/change/").content.decode()
    desk.post(LIST, {"action": "revoke", "_selected_action": [token.pk for token, _ in made]})
    assert not Token.objects.filter(revoked_at=None).exists()


def test_a_token_is_neither_changed_nor_deleted(desk: Client, alice: User) -> None:
    token, _ = create_token(by=alice, user=alice, name="The wire")
    assert desk.post(f"{LIST}{token.pk}/change/", {"name": "Mine", "user": alice.pk}).status_code == 403
    assert desk.post(f"{LIST}{token.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Token.objects.values("name", "revoked_at").get() == {"name": "The wire", "revoked_at": None}


def test_a_refused_name_is_said_at_its_field_and_shows_no_secret(desk: Client) -> None:
    page = add(desk, name="\u200d")
    assert "This cannot be empty." in page
    assert not SECRET.search(page)


def test_a_reporter_makes_tokens_for_nobody_else(
    client: Client, alice: User, bob: User, column: Column, join: Join
) -> None:
    client.force_login(join(bob, column, "reporter"))
    assert "alice" not in client.get(f"{LIST}add/").content.decode()
    assert not SECRET.search(add(client, name="Mine now", user=alice.pk))
    assert SECRET.search(add(client, name="Mine"))
    assert Token.objects.get().user == bob


def test_who_has_no_role_sees_nothing_and_who_has_one_no_token_but_the_own(
    client: Client, alice: User, bob: User, charlie: User, column: Column, join: Join
) -> None:
    token, _ = create_token(by=alice, user=alice, name="The wire")
    for user, expected in ((bob, 403), (charlie, 302)):
        client.force_login(user)
        for address in (LIST, f"{LIST}add/", f"{LIST}{token.pk}/change/", f"{LIST}{token.pk}/history/"):
            assert client.get(address).status_code == expected
        assert client.post(f"{LIST}{token.pk}/act/revoke/").status_code == expected
    for role in ("reporter", "editor", "chief"):
        client.force_login(join(bob, column, role))
        assert "The wire" not in client.get(LIST).content.decode()
        assert client.post(f"{LIST}{token.pk}/act/revoke/").status_code == 404
    assert Token.objects.get().revoked_at is None
