"""Where the tests of the admin begin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def desk(client: Client, alice: User) -> Client:
    """The admin, with Alice signed in."""
    client.force_login(alice)
    return client
