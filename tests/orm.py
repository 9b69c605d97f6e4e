"""How a test reaches the database when a browser has put an event loop into its thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

#: `orm(act, *args, **kwargs)`: what the fixture is.
Orm = Callable[..., Any]


@pytest.fixture
def orm() -> Iterator[Orm]:
    """Calls a function that uses the database, wherever the test is.

    Beside a browser a loop runs in the test's thread, where verbs refuse to run: then it is called in another
    thread, which keeps no connection.
    """
    with ThreadPoolExecutor(1) as thread:

        def call(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            if not _in_a_loop():
                return act(*args, **kwargs)
            assert not connection.in_atomic_block, "another thread sees committed rows: ask for transactional_db"
            try:
                return thread.submit(act, *args, **kwargs).result()
            finally:
                thread.submit(connections.close_all).result()

        yield call


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
