"""Passwords chosen anew, and invitations: by a letter that works once, and not round the second factor."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from columns.accounts.letters import postman
from columns.models import Column, Membership
from tests.accounts.conftest import sign_in
from tests.conftest import PASSWORD

NEW = {"new_password1": "a word of their own", "new_password2": "a word of their own"}


def letters() -> list[mail.EmailMessage]:
    """What has been sent, once all of it has."""
    postman.submit(int).result()
    return mail.outbox


def link() -> str:
    """Where the last letter leads to."""
    found = re.search(r"http://127\.0\.0\.1:8000(/admin/reset/\S+)", str(letters()[-1].body))
    assert found
    return found[1]


def choose(client: Client, where: str) -> bool:
    """Follow a letter and choose a password; whether that was possible."""
    form = client.get(where, follow=True)
    if not form.context["validlink"]:
        return False
    return client.post(form.redirect_chain[-1][0], NEW).status_code == 302


def test_a_new_password_does_not_go_round_the_second_factor(
    client: Client, alice: User, telephone: TOTPDevice
) -> None:
    User.objects.update(email="alice@example.org")
    client.post("/admin/reset/", {"email": "alice@example.org"})
    where = link()
    assert choose(client, where)
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert sign_in(client, password="a word of their own") == 302
    assert client.get("/admin/")["Location"].startswith("/admin/second-factor/?")
    assert not choose(Client(), where)


def test_the_answer_is_the_same_whoever_has_the_address(client: Client, alice: User) -> None:
    User.objects.update(email="alice@example.org")
    answers = [client.post("/admin/reset/", {"email": f"{who}@example.org"}) for who in ("alice", "nobody")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/admin/reset/sent/")}
    assert [letter.to for letter in letters()] == [["alice@example.org"]]


def test_nobody_is_flooded_with_letters(client: Client, alice: User) -> None:
    User.objects.update(email="alice@example.org")
    answers = [client.post("/admin/reset/", {"email": "alice@example.org"}).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert len(letters()) == 5


def test_who_is_invited_chooses_a_password_and_sets_up_a_second_factor(
    inside: Client, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"username": "dora", "name": "Dora", "email": "dora@example.org", "column": column.pk, "role": "editor"}
    assert inside.post("/admin/members/", form | {"password": PASSWORD}).status_code == 302
    assert Membership.objects.get(user__username="dora").role == "editor"
    where, hers = link(), Client()
    late = timezone.now().replace(tzinfo=None) + timedelta(days=3, minutes=1)
    with monkeypatch.context() as later:
        later.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: late)
        assert not choose(hers, where)
    assert choose(hers, where)
    assert not choose(Client(), where)
    sign_in(hers, "dora", "a word of their own")
    assert hers.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/admin/second-factor/set-up/")


def test_what_is_wrong_with_an_invitation_is_said_in_its_form(inside: Client, column: Column, bob: User) -> None:
    form = {"username": "bob", "name": "", "email": "b@example.org", "column": column.pk, "role": "editor"}
    form |= {"password": PASSWORD}
    for wrong in ({}, {"username": "a b"}, {"email": "nothing"}, {"role": "superuser"}, {"column": 0}):
        answer = inside.post("/admin/members/", form | wrong)
        assert answer.status_code == 200, wrong
        assert answer.context["form"].errors, wrong
    assert User.objects.count() == 2
    assert letters() == []
