"""Hashing of passwords as it is, with one round instead of hundreds of thousands: nobody steals a test's database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings


class OneRound(PBKDF2PasswordHasher):
    """Django's own, quick."""

    iterations = 1


@pytest.fixture(scope="session", autouse=True)
def _hashed_quickly() -> Iterator[None]:
    """For all that signs in."""
    with override_settings(PASSWORD_HASHERS=[f"{OneRound.__module__}.{OneRound.__qualname__}"]):
        yield
