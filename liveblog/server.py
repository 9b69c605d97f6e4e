"""The web server: uvicorn, as this platform needs it."""

from __future__ import annotations

import resource
from contextlib import nullcontext
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import CommandError

from . import work
from .http import OneAtATime
from .websocket import FrugalWebSocket

#: The longest message a reader may send, in bytes: a hello is a tenth of it.
LONGEST_MESSAGE = 4096

#: What uvicorn is told wherever it serves the platform, under test too.
OPTIONS: dict[str, Any] = {
    "lifespan": "on",
    "http": OneAtATime,
    "ws": FrugalWebSocket,
    "ws_max_size": LONGEST_MESSAGE,
    # Compressing for each reader alone would cost two thirds of the processor and half of the memory.
    "ws_per_message_deflate": False,
    # Readers leave no trace: no line per request, and so no address.
    "access_log": False,
    "log_level": "warning",
    "server_header": False,
    "timeout_graceful_shutdown": 5,
    # After a break all readers come back at once; who finds no room in the queue tries again only a second later.
    # (The system allows less than this unless it is told otherwise: docs/deploy/sysctl.conf.)
    "backlog": 16384,
}


def _open_as_many_files_as_allowed() -> None:
    """Each reader is one: the usual soft limit of 1,024 is far below what a process can hold."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def run(host: str, port: int, workers: int) -> None:
    """Serve until stopped; a single process does the jobs as well, several leave them to `manage.py work`.

    Raises CommandError for several workers on SQLite, which one process must own.
    """
    if workers > 1 and settings.ON_SQLITE:
        raise CommandError(
            f"WORKERS={workers} needs PostgreSQL: SQLite serves one process. Set DATABASE_URL (and REDIS_URL)."
        )
    _open_as_many_files_as_allowed()
    with nullcontext() if workers > 1 else work.beside():
        uvicorn.run("liveblog.asgi:application", host=host, port=port, workers=workers, **OPTIONS)
