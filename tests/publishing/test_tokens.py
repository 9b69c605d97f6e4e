"""Tokens: who makes them for whom, and what ends them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Token
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.tokens import create_token, recognise, revoke_token


def test_a_secret_is_long_and_new_each_time_and_only_its_hash_is_kept(alice: User) -> None:
    (one, secret), (_, other) = (create_token(by=alice, user=alice, name="The  wire ") for _ in range(2))
    assert secret != other
    assert secret.startswith("liveblog_")
    assert len(secret) >= 50
    assert (one.name, one.digest) == ("The wire", hashlib.sha256(secret.encode()).hexdigest())


def test_a_secret_is_recognised_until_its_token_is_revoked(alice: User, bob: User) -> None:
    token, secret = create_token(by=alice, user=bob, name="The wire")
    found = recognise(secret)
    assert found is not None
    assert (found, found.user) == (token, bob)
    revoked = revoke_token(by=alice, token=token)
    assert recognise(secret) is None
    assert revoke_token(by=alice, token=token).revoked_at == revoked.revoked_at is not None


def test_a_leavers_token_is_not_recognised(alice: User, bob: User) -> None:
    _, secret = create_token(by=alice, user=bob, name="The wire")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert recognise(secret) is None


def test_nobody_gains_the_permissions_of_somebody_else(
    alice: User, bob: User, column: Column, join: Callable[..., User]
) -> None:
    bob = join(bob, column, "chief")
    with pytest.raises(NotAllowed, match="yourself"):
        create_token(by=bob, user=alice, name="Mine now")
    assert create_token(by=bob, user=bob, name="Mine")[0].user == bob
    assert Token.objects.count() == 1


def test_a_token_of_somebody_who_could_not_use_it_is_not_made(alice: User, bob: User, charlie: User) -> None:
    bob.is_active = False
    for user in (bob, charlie):
        with pytest.raises(Refused) as refused:
            create_token(by=alice, user=user, name="The wire")
        assert refused.value.field == "user"


@pytest.mark.parametrize("name", ["", " \u200d", "x" * 101])
def test_a_token_has_a_name(alice: User, name: str) -> None:
    with pytest.raises(Refused) as refused:
        create_token(by=alice, user=alice, name=name)
    assert refused.value.field == "name"
    assert not Token.objects.exists()
