"""The command that makes a token."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from columns.models import Token
from columns.publishing.tokens import recognise

pytestmark = pytest.mark.django_db


def test_the_command_prints_the_secret_and_nothing_else(bob: User) -> None:
    said = StringIO()
    call_command("token", "bob", "The wire", stdout=said)
    token = recognise(said.getvalue().strip())
    assert token is not None
    assert (token.user, token.name) == (bob, "The wire")


def test_the_command_says_why_it_made_none(charlie: User) -> None:
    for username, why in (("nobody", "no user “nobody”"), ("charlie", "staff")):
        with pytest.raises(CommandError, match=why):
            call_command("token", username, "The wire")
    assert not Token.objects.exists()
