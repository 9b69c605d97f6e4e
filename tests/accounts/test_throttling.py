"""Guessing: it is slowed down wherever it comes from, tells nothing, and locks nobody out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, override_settings

from columns.models import SignInFailure
from columns.publishing.throttling import CODE, LETTER, Origin, TooMany, begin_attempt, forgive, remember
from tests.accounts.conftest import sign_in

pytestmark = pytest.mark.django_db
HERE = Origin("192.0.2.1")


def fail(account: str, origin: Origin, times: int = 1) -> None:
    for _ in range(times):
        begin_attempt(account, origin)


def let_pass(**time: int) -> None:
    SignInFailure.objects.update(at=F("at") - timedelta(**time))


def test_five_failures_cost_nothing_and_each_further_one_doubles_the_wait() -> None:
    fail("alice", HERE, 5)
    for seconds in (30, 60, 120):
        with pytest.raises(TooMany) as refused:
            begin_attempt("alice", HERE)
        assert seconds - 2 <= refused.value.wait <= seconds
        let_pass(seconds=seconds)
        fail(" ALICE ", HERE)


def test_success_forgets_what_failed_before() -> None:
    fail("alice", HERE, 4)
    forgive(begin_attempt("alice", HERE))
    fail("alice", HERE, 5)


def test_an_address_may_fail_thirty_times_an_hour_over_all_accounts() -> None:
    for number in range(30):
        fail(f"account {number}", HERE)
    with pytest.raises(TooMany):
        begin_attempt("alice", HERE)
    fail("alice", Origin("192.0.2.2"))
    let_pass(hours=1)
    fail("alice", HERE)


def test_a_whole_network_of_ipv6_is_one_address() -> None:
    for number in range(5):
        fail("alice", Origin(f"2001:db8::{number}"))
    with pytest.raises(TooMany):
        begin_attempt("alice", Origin("2001:db8::ffff"))
    fail("alice", Origin("2001:db8:1::1"))


def test_from_many_addresses_an_account_is_closed_to_all_but_known_browsers() -> None:
    known = Origin("192.0.2.99", remember("alice", Origin("192.0.2.99")))
    for number in range(20):
        fail("alice", Origin(f"198.51.100.{number}"))
    for origin in (HERE, Origin("192.0.2.99"), Origin("192.0.2.99", known.cookie + "x")):
        with pytest.raises(TooMany):
            begin_attempt("alice", origin)
    with pytest.raises(TooMany):
        begin_attempt("alice", Origin("192.0.2.99", remember("mallory", HERE)))
    fail("alice", known, 5)
    with pytest.raises(TooMany):
        begin_attempt("alice", known)


def test_names_that_strangers_type_close_neither_codes_nor_letters() -> None:
    for number in range(20):
        for name in ("second factor of alice", "code\0alice", "letter\0alice", "alice"):
            fail(name, Origin(f"198.51.{number}.{len(name)}"))
    for what in (CODE, LETTER):
        begin_attempt("alice", HERE, what)


def test_whoever_has_only_the_password_does_not_keep_the_owner_from_the_code() -> None:
    for number in range(20):
        begin_attempt("alice", Origin(f"198.51.100.{number}"), CODE)
    with pytest.raises(TooMany):
        begin_attempt("alice", HERE, CODE)
    begin_attempt("alice", Origin("192.0.2.99", remember("alice", HERE)), CODE)


def test_nothing_that_could_be_read_is_kept_and_nothing_for_long() -> None:
    fail("alice", HERE)
    kept = SignInFailure.objects.get()
    assert {len(kept.account), len(kept.address)} == {64}
    let_pass(days=1)
    fail("bob", Origin("192.0.2.2"))
    assert not SignInFailure.objects.filter(pk=kept.pk).exists()


@override_settings(DEMO=True)
@pytest.mark.parametrize("sources", [1, 50])
def test_fifty_bad_passwords_do_not_keep_the_owner_out(client: Client, alice: User, sources: int) -> None:
    owner, attacker = client, Client()
    assert sign_in(owner) == 302
    owner.post("/admin/logout/")
    codes = [
        sign_in(attacker, password=f"guess {number}", REMOTE_ADDR=f"203.0.113.{number % sources}")
        for number in range(50)
    ]
    assert codes.count(200) == (5 if sources == 1 else 20)
    assert codes.count(429) == 50 - codes.count(200)
    assert sign_in(attacker, REMOTE_ADDR="203.0.113.0" if sources == 1 else "203.0.113.77") == 429
    assert sign_in(owner, REMOTE_ADDR="203.0.113.0") == 302


def test_nobody_learns_which_accounts_there_are(client: Client, alice: User, charlie: User) -> None:
    told = set()
    for name in ("alice", "charlie", "nobody"):
        for attempt in range(7):
            data = {"username": name, "password": "wrong"}
            answer = client.post("/admin/login/", data, REMOTE_ADDR=f"192.0.2.{len(name)}")
            words = answer.context["form"].non_field_errors()
            told.add((attempt, answer.status_code, answer.get("Retry-After") is not None, str(words)))
    assert len(told) == 7
