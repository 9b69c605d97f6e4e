"""Asking: the hub's own thread and its connection."""

from __future__ import annotations

import asyncio

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from columns.live.asking import Asking

pytestmark = pytest.mark.django_db(transaction=True)


def _its_connection() -> BaseDatabaseWrapper:
    connection.ensure_connection()
    return connection._connections[connection._alias]  # type: ignore[attr-defined, no-any-return]


def test_its_connection_stays_open_between_questions_and_is_closed_at_the_end() -> None:
    async def ask() -> BaseDatabaseWrapper:
        asking = Asking()
        opened = [await asking(_its_connection) for _ in range(2)]
        assert opened[0] is opened[1]
        assert opened[0].connection is not None
        asking.end()
        return opened[0]

    ours = _its_connection()
    theirs = asyncio.run(ask())
    assert theirs is not ours
    assert theirs.connection is None
    assert ours.connection is not None
