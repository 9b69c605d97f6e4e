"""Several editors at once: real threads, each with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, connections

Act = Callable[[], Any]


def _result(act: Act) -> Any:
    """What an act returned or raised. Its thread keeps no connection."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - the test looks at it
        return error
    finally:
        connections.close_all()


def at_once(*acts: Act) -> list[Any]:
    """Begin all acts at the same moment; what each returned or raised, in their order."""
    gate = threading.Barrier(len(acts))

    def one(act: Act) -> Any:
        gate.wait()
        return _result(act)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


@contextmanager
def halfway(module: Any, name: str, other: Act) -> Iterator[list[Any]]:
    """While this lasts, the first call of a module's function lets `other` run in another thread before it goes on.

    It waits until `other` has come to its end or must wait for us itself; on SQLite a writer always waits for another.
    What became of `other` is in the list afterwards.
    """
    act, begun, results = getattr(module, name), list[Future[Any]](), list[Any]()
    ours = threading.get_ident()

    def called(*args: Any, **kwargs: Any) -> Any:
        if threading.get_ident() == ours and not begun:
            begun.append(thread.submit(_result, other))
            while connection.vendor == "postgresql" and not begun[0].done() and not _somebody_waits():
                continue
        return act(*args, **kwargs)

    with ThreadPoolExecutor(1) as thread:
        with patch.object(module, name, called):
            yield results
        results.append(begun[0].result())


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
