"""Tokens in the admin: shown once, revoked with a button, and nobody else's business."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Membership, Token
from columns.publishing.tokens import create_token, recognise
from tests.conftest import PASSWORD

from .filled import filled

LIST = "/admin/columns/token/"
SECRET = re.compile(r"liveblog_[\w-]{43}")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("column")]


def add(client: Client, **typed: object) -> str:
    """Make one; what the page after it says."""
    address = f"{LIST}add/"
    typed = {"column": Column.objects.get().pk, "scopes": "publish", "password": PASSWORD, **typed}
    return client.post(address, filled(client.get(address), _save=1, **typed), follow=True).content.decode()


def made(user: User, name: str) -> tuple[Token, str]:
    """A token and its secret."""
    column = Column.objects.get()
    return create_token(by=None, user=user, column=column, name=name, scopes=["publish"])


def test_the_secret_is_shown_once_and_kept_nowhere(desk: Client, alice: User) -> None:
    (secret,) = SECRET.findall(add(desk, name="The wire"))
    token = recognise(secret)
    assert token is not None
    assert token.user == alice
    page = f"{LIST}{token.pk}/"
    for address in (LIST, f"{page}change/", f"{page}history/"):
        answer = desk.get(address)
        assert "The wire" in answer.content.decode()
        assert secret not in answer.content.decode()
    assert secret not in str(list(LogEntry.objects.values()))


def test_nobody_makes_one_with_a_session_alone(desk: Client) -> None:
    for given in ("", "wrong"):
        assert not SECRET.search(page := add(desk, name="The wire", password=given))
        assert 'name="password"' in page
        assert 'value="The wire"' in page
    assert not Token.objects.exists()
    assert SECRET.search(add(desk, name="The wire"))
    assert SECRET.search(add(desk, name="Another, a minute later", password=""))


def test_a_token_is_revoked_on_its_page_and_in_the_list(desk: Client, alice: User) -> None:
    tokens = [made(alice, name) for name in ("One", "Two")]
    assert "/act/revoke/" in desk.get(f"{LIST}{tokens[0][0].pk}/change/").content.decode()
    desk.post(f"{LIST}{tokens[0][0].pk}/act/revoke/")
    assert [bool(recognise(secret)) for _, secret in tokens] == [False, True]
    assert "/act/revoke/" not in desk.get(f"{LIST}{tokens[0][0].pk}/change/").content.decode()
    desk.post(LIST, {"action": "revoke", "_selected_action": [token.pk for token, _ in tokens]})
    assert not Token.objects.filter(revoked_at=None).exists()


def test_a_token_is_neither_changed_nor_deleted(desk: Client, alice: User) -> None:
    token, _ = made(alice, "The wire")
    assert desk.post(f"{LIST}{token.pk}/change/", {"name": "Mine", "user": alice.pk}).status_code == 403
    assert desk.post(f"{LIST}{token.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Token.objects.values("name", "revoked_at").get() == {"name": "The wire", "revoked_at": None}


def test_a_refused_name_is_said_at_its_field_and_shows_no_secret(desk: Client) -> None:
    page = add(desk, name="\u200d")
    assert "This cannot be empty." in page
    assert not SECRET.search(page)


def test_a_reporter_makes_and_revokes_their_own_and_sees_no_others(
    client: Client, column: Column, alice: User, bob: User
) -> None:
    other, _ = made(alice, "The other wire")
    Membership.objects.create(user=bob, column=column, role=Membership.Role.REPORTER)
    client.force_login(bob)
    assert "alice" not in client.get(f"{LIST}add/").content.decode()
    assert not SECRET.search(add(client, name="Mine now", user=alice.pk))
    assert SECRET.search(add(client, name="Mine"))
    own = Token.objects.get(user=bob)
    assert "The other wire" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{other.pk}/act/revoke/").status_code in (302, 404)
    client.post(f"{LIST}{own.pk}/act/revoke/")
    assert list(Token.objects.filter(revoked_at=None)) == [other]


def test_bob_and_charlie_see_and_do_nothing(
    client: Client, column: Column, alice: User, bob: User, charlie: User
) -> None:
    token, _ = made(alice, "The wire")
    for user, expected in ((bob, (403, 404)), (charlie, (302,))):
        client.force_login(user)
        for address in (LIST, f"{LIST}add/", f"{LIST}{token.pk}/change/", f"{LIST}{token.pk}/history/"):
            assert client.get(address).status_code in expected
            assert "The wire" not in client.get(address, follow=True).content.decode()
        client.post(f"{LIST}{token.pk}/act/revoke/")
    assert Token.objects.get().revoked_at is None
