"""Tokens: who makes them for whom, and what ends them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Membership, Token
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.tokens import create_token, recognise, revoke_token

Make = Callable[..., tuple[Token, str]]


@pytest.fixture
def reporter(bob: User, column: Column) -> User:
    """Bob, as a reporter of the column."""
    Membership.objects.create(user=bob, column=column, role=Membership.Role.REPORTER)
    return bob


@pytest.fixture
def make(column: Column, alice: User) -> Make:
    """Makes a token, for Alice by Alice unless it is said otherwise."""

    def make(**told: Any) -> tuple[Token, str]:
        what = {"by": alice, "user": alice, "column": column, "name": "The wire", "scopes": ["publish"], **told}
        return create_token(**what)

    return make


def test_a_secret_is_long_and_new_each_time_and_only_its_hash_is_kept(make: Make) -> None:
    (one, secret), (_, other) = (make(name="The  wire ") for _ in range(2))
    assert secret != other
    assert secret.startswith("liveblog_")
    assert len(secret) >= 50
    assert (one.name, one.digest) == ("The wire", hashlib.sha256(secret.encode()).hexdigest())


def test_a_secret_is_recognised_until_its_token_is_revoked(make: Make, alice: User, reporter: User) -> None:
    token, secret = make(user=reporter)
    found = recognise(secret)
    assert found is not None
    assert (found, found.user) == (token, reporter)
    revoked = revoke_token(by=alice, token=token)
    assert recognise(secret) is None
    assert revoke_token(by=alice, token=token).revoked_at == revoked.revoked_at is not None


def test_a_leavers_token_is_not_recognised(make: Make, reporter: User) -> None:
    _, secret = make(user=reporter)
    User.objects.filter(pk=reporter.pk).update(is_active=False)
    assert recognise(secret) is None


def test_nobody_gains_the_role_of_somebody_else(make: Make, reporter: User) -> None:
    with pytest.raises(NotAllowed, match="yourself"):
        make(by=reporter, name="Mine now")
    assert make(by=reporter, user=reporter)[0].user == reporter
    assert Token.objects.count() == 1


def test_a_token_of_somebody_who_could_not_use_it_is_not_made(make: Make, bob: User, charlie: User) -> None:
    """Bob has no role in the column, Charlie no business in the admin."""
    for user in (bob, charlie):
        with pytest.raises(Refused) as refused:
            make(user=user)
        assert refused.value.field == "user"


@pytest.mark.parametrize("scopes", [[], ["publish", "everything"]])
def test_a_token_is_for_something_that_there_is(make: Make, scopes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        make(scopes=scopes)
    assert refused.value.field == "scopes"


def test_only_its_owner_and_a_chief_revoke_a_token(
    make: Make, column: Column, alice: User, reporter: User, charlie: User
) -> None:
    own, others = make(user=reporter)[0], make()[0]
    assert revoke_token(by=reporter, token=own).revoked_at
    with pytest.raises(NotAllowed):
        revoke_token(by=reporter, token=others)
    Membership.objects.filter(user=reporter).update(role=Membership.Role.CHIEF)
    assert revoke_token(by=reporter, token=others).revoked_at


@pytest.mark.parametrize("name", ["", " \u200d", "x" * 101])
def test_a_token_has_a_name(make: Make, name: str) -> None:
    with pytest.raises(Refused) as refused:
        make(name=name)
    assert refused.value.field == "name"
    assert not Token.objects.exists()
