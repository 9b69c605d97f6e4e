"""The command that makes a token."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from columns.models import Column, Membership, Token
from columns.publishing.tokens import recognise

pytestmark = pytest.mark.django_db


def test_the_command_prints_the_secret_and_nothing_else(bob: User, column: Column) -> None:
    Membership.objects.create(user=bob, column=column, role=Membership.Role.EDITOR)
    said = StringIO()
    call_command("token", "bob", column.slug, "The wire", "--may", "amend", "publish", stdout=said)
    token = recognise(said.getvalue().strip())
    assert token is not None
    assert (token.user, token.column, token.name) == (bob, column, "The wire")
    assert token.scopes == ["amend", "publish"]


def test_the_command_says_why_it_made_none(bob: User, charlie: User, column: Column) -> None:
    known = column.slug
    for username, slug, why in (
        ("nobody", known, "no user “nobody”"), ("charlie", known, "staff"), ("bob", known, "no role"),
        ("bob", "elsewhere", "no column"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("token", username, slug, "The wire")
    assert not Token.objects.exists()
