"""Sessions: listed, ended, and over when they should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from columns.changes import bell
from columns.models import AuditRecord, Column, Membership, SignIn
from columns.publishing.accounts import disable_account, enable_account
from columns.publishing.sign_ins import end_all_sessions, signed_in
from tests.accounts.conftest import sign_in
from tests.conftest import PASSWORD


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The groups of sockets that are told to look."""
    groups: list[str] = []
    monkeypatch.setattr(bell, "_send_to", lambda group, message: groups.append(group))
    return groups


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_session_is_listed_with_its_browser_and_ended_by_its_owner(
    inside: Client, telephone: TOTPDevice, alice: User, rung: list[str],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:  # fmt: skip
    other = Client(headers={"user-agent": "Netscape 4"})
    with override_settings(DEMO=True):
        sign_in(other)
        assert is_in(other)
    listed = inside.get("/admin/account/").content.decode()
    assert "Netscape 4" in listed
    assert "Times in UTC" in listed
    row = SignIn.objects.get(browser="Netscape 4")
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(f"/admin/account/sessions/{row.pk}/end/")
    assert rung == [f"user.{alice.pk}"]
    with override_settings(DEMO=True):
        assert not is_in(other)
    assert is_in(inside)


def test_its_times_are_told_in_the_zone_of_ones_column(inside: Client, alice: User, column: Column) -> None:
    Membership.objects.create(user=alice, column=column, role="editor")
    listed = inside.get("/admin/account/").content.decode()
    at = SignIn.objects.get(user=alice).at.astimezone(column.zone)
    assert "Times in Asia/Damascus" in listed
    assert f"{at.day} {at:%b %H:%M}</time>" in listed


@override_settings(DEMO=True)
def test_nobody_ends_somebody_elses_session_by_its_number(client: Client, alice: User, bob: User) -> None:
    client.force_login(alice)
    other = Client()
    other.force_login(bob)
    assert other.post(f"/admin/account/sessions/{SignIn.objects.get(user=alice).pk}/end/").status_code == 404
    assert is_in(client)


@pytest.mark.parametrize(("field", "hours"), [("seen_at", 12), ("at", 7 * 24)])
def test_a_session_ends_when_it_is_idle_or_old(inside: Client, field: str, hours: int) -> None:
    SignIn.objects.update(**{field: F(field) - timedelta(hours=hours)})
    assert signed_in(inside.session) is None
    assert not is_in(inside)


def test_who_is_disabled_is_out_at_once(
    inside: Client, alice: User, rung: list[str], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    session = inside.session
    with django_capture_on_commit_callbacks(execute=True):
        disable_account(by=None, user=alice)
    assert rung == [f"user.{alice.pk}"]
    assert signed_in(session) is None
    assert not is_in(inside)
    enable_account(by=None, user=alice)
    assert not is_in(inside)


def test_signing_everyone_out_signs_everyone_out(inside: Client, alice: User) -> None:
    end_all_sessions(by=alice)
    assert not is_in(inside)
    assert AuditRecord.objects.filter(act="end_all_sessions", by=alice, column=None).exists()


def test_a_new_password_ends_all_other_sessions(inside: Client, alice: User) -> None:
    other = Client()
    with override_settings(DEMO=True):
        sign_in(other)
        assert is_in(other)
    new = {"old_password": PASSWORD, "new_password1": "another one, longer", "new_password2": "another one, longer"}
    before = inside.session.session_key
    assert inside.post("/admin/password_change/", new).status_code == 302
    assert is_in(inside)
    assert inside.session.session_key != before
    with override_settings(DEMO=True):
        assert not is_in(other)


def test_signing_in_gives_the_session_another_key(client: Client, alice: User) -> None:
    client.get("/admin/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/admin/login/", {"username": "alice", "password": PASSWORD})
    assert client.cookies["sessionid"].value != session.session_key


def test_signing_out_takes_the_session_off_the_list(inside: Client) -> None:
    inside.post("/admin/logout/")
    assert not SignIn.objects.filter(ended_at=None).exists()
