"""A real installation: the second factor is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from columns.models import Column, Membership
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _second_factor(_no_second_factor: None) -> Iterator[None]:
    """Not the demonstration."""
    with override_settings(DEMO=False):
        yield


def code_of(device: TOTPDevice, ahead: int = 0) -> str:
    """What the telephone shows, so many half minutes later."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06d}"


@pytest.fixture
def telephone(alice: User) -> TOTPDevice:
    """Alice's."""
    return TOTPDevice.objects.create(user=alice, name="totp")


def sign_in(client: Client, name: str = "alice", password: str = PASSWORD, **more: str) -> int:
    """Send the form of the door; the status of the answer."""
    return client.post("/admin/login/", {"username": name, "password": password}, **more).status_code


@pytest.fixture
def inside(client: Client, telephone: TOTPDevice) -> Client:
    """Alice, signed in by both factors."""
    assert sign_in(client) == 302
    assert client.post("/admin/second-factor/", {"code": code_of(telephone)}).status_code == 302
    return client


@pytest.fixture
def join(column: Column) -> Callable[..., User]:
    """`join(bob, "chief")`: a role in the column, or in another one."""

    def join(user: User, role: str, where: Column | None = None) -> User:
        Membership.objects.create(user=user, column=where or column, role=role)
        return user

    return join
