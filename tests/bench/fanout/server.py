"""The platform's server with two meters on it: `python -m tests.bench.fanout.server` is `manage.py serve`, and answers

    queries       with how many the server has asked the database since it came up
    commits       with when each number was committed here, by request of others, since it was last asked: as JSON
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from typing import Any

import django
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_asked = 0


def _count(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    global _asked
    _asked += 1
    return execute(sql, params, many, context)


def _meter(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if _count not in connection.execute_wrappers:
        connection.execute_wrappers.append(_count)


def _answer(committed: dict[int, int]) -> None:
    for line in sys.stdin:
        if line.strip() == "queries":
            print("queries", _asked, flush=True)
        elif line.strip() == "commits":
            known = {seq: committed.pop(seq) for seq in list(committed)}
            print("commits", json.dumps(known), flush=True)
    signal.raise_signal(signal.SIGTERM)  # who measures is gone


def main() -> None:
    """Serve until stopped."""
    django.setup()
    from tests.bench.fanout.commits import note_commits

    connection_created.connect(_meter)
    threading.Thread(target=_answer, args=[note_commits()], daemon=True).start()
    call_command("serve")


if __name__ == "__main__":
    main()
