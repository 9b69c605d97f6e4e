"""The targets that take more to come up: the platform, and Channels used naively."""

from __future__ import annotations

import http.client
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tests.bench.scratch import free_port, wait_for
from tests.programs import postgres_folders, redis_programs
from tests.services import postgres, redis

from .processes import SERVERS_CORE, below_us
from .program import Program
from .publisher import body
from .targets import Sent, Target, publishing

PYTHON = [sys.executable, "-m"]


@contextmanager
def naive(*, with_redis: bool) -> Iterator[Target]:
    """Channels as its tutorial has it, published into from a process of its own where there is Redis to do it by."""
    with ExitStack() as stack:
        env = {"REDIS_URL": stack.enter_context(redis(redis_programs())) if with_redis else ""}
        here = [*PYTHON, "tests.bench.fanout.naive"]
        server = stack.enter_context(Program([*here, "serve"], core=SERVERS_CORE, env=env, log=os.devnull))
        port = int(server.hear("port"))
        publisher = stack.enter_context(Program([*here, "publish"], env=env)) if with_redis else server
        pids = [server.pid, *(below_us("redis-server") if with_redis else [])]
        # More at once, and redis-py's pool of 100 connections would turn readers away.
        yield Target("socket", port, "/", publishing(publisher), pids, pace=0.25 if with_redis else 0.1, at_once=32)


@contextmanager
def platform(transport: str, *, grown: bool, by_request: bool, durable: bool = False) -> Iterator[Target]:
    """The platform, one process: on SQLite, or grown, on PostgreSQL and Redis.

    Updates are published by the verb in a process of its own or by requests to the serving process (docs/api.md).
    """
    with ExitStack() as stack:
        env = _environment(stack, grown=grown, durable=durable)
        log = f"{env['DATA_DIR']}/server.log"
        server = stack.enter_context(
            Program([*PYTHON, "tests.bench.fanout.server"], core=SERVERS_CORE, env=env, log=log)
        )
        wait_for(f"{env['SITE_URL']}/healthz", server.process)
        publisher = stack.enter_context(Program([*PYTHON, "tests.bench.fanout.publisher"], env=env))
        told = json.loads(publisher.hear("ready"))
        port = int(env["PORT"])
        path = told["path"] + ("events" if transport == "events" else "")
        publish = _by_request(port, told, server) if by_request else publishing(publisher)
        yield Target(
            transport, port, path, publish, [server.pid, *(below_us("redis-server") if grown else [])],
            epoch=told["epoch"], cursor=told["cursor"], database=below_us("postgres")[:1], server=server,
        )


def _environment(stack: ExitStack, *, grown: bool, durable: bool) -> dict[str, str]:
    """What the platform is told: an empty database of its own, and where to listen."""
    home, port = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")), free_port()
    env = {
        "DJANGO_SETTINGS_MODULE": "liveblog.settings", "DATA_DIR": home, "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}", "DATABASE_URL": f"sqlite:///{home}/liveblog.sqlite3", "REDIS_URL": "",
    }  # fmt: skip
    if grown:
        env["DATABASE_URL"] = stack.enter_context(postgres(postgres_folders(), durable=durable))
        env["REDIS_URL"] = stack.enter_context(redis(redis_programs()))
    return env


def _by_request(port: int, told: dict[str, str | int], server: Program) -> Callable[[int, int], list[Sent]]:
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def publish(first: int, last: int) -> list[Sent]:
        calls = []
        for number in range(first, last + 1):
            text, called = body(number, int(told["length"]))
            headers = {
                "Authorization": f"Bearer {told['token']}", "Idempotency-Key": f"update-{number}",
                "Content-Type": "application/json",
            }  # fmt: skip
            entry = json.dumps({"headline": f"Update {number}", "body": text})
            connection.request("POST", f"/api/v1/posts/{told['post']}/entries", entry, headers)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != http.client.CREATED:
                raise RuntimeError(f"publishing was answered with {answer.status}: {said.decode()}")
            calls.append((json.loads(said)["seq"], called))
        committed = json.loads(server.ask("commits"))
        return [Sent(called, committed[str(seq)]) for seq, called in calls]

    return publish
