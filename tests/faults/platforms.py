"""Platforms: the one that has grown, with its own PostgreSQL and Redis, each part of which can die."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import collected
from tests.services import home_of_servers

from .programs import Postgres, Redis, Server


@dataclass
class Grown:
    """Many processes on PostgreSQL and Redis."""

    postgres: Postgres
    redis: Redis
    server: Server


def environment(home: Path, database: str, redis: str = "") -> dict[str, str]:
    """The platform's environment."""
    given = {"DATABASE_URL": database, "REDIS_URL": redis, "DATA_DIR": str(home)}
    return os.environ | {"DJANGO_SETTINGS_MODULE": "liveblog.settings"} | given


@contextlib.contextmanager
def grown_platform(workers: int = 2, **differs: str) -> Iterator[Grown]:
    """That, running, for the time of a `with`; `differs` is what its environment has otherwise."""
    with contextlib.ExitStack() as stack:
        homes = [stack.enter_context(home_of_servers()) for _ in range(3)]
        collected.lay(homes[2] / "static")
        postgres, redis = Postgres(homes[0]), Redis(homes[1])
        server = Server(homes[2], environment(homes[2], postgres.url, redis.url) | differs, workers)
        for program in (postgres, redis, server):
            program.start()
            stack.callback(program.end)
        yield Grown(postgres, redis, server)
