"""A server that is killed while others publish: when it is back, its readers go on from their cursor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from columns.models import Change, Column, Entry, Post
from tests import collected
from tests.publishing.test_a_killed_process import database_url

from .listener import assert_chain
from .raw import RawSocket

pytestmark = pytest.mark.django_db(transaction=True)

Serve = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def serve(port: int, tmp_path: Path) -> Iterator[Serve]:
    """`serve()`: `manage.py serve` on this test's database, in a process of its own, once it answers."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path), "PORT": str(port)}
    command = [sys.executable, "-c", f"{UNTIL_IT_LISTENS}\nfrom django.core.management import execute_from_command_line"
               "\nexecute_from_command_line(['manage.py', 'serve'])"]  # fmt: skip
    servers: list[subprocess.Popen[str]] = []
    collected.lay(tmp_path / "static")

    def serve() -> subprocess.Popen[str]:
        servers.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        assert any(line.startswith("up") for line in servers[-1].stdout or ())
        return servers[-1]

    yield serve
    for server in servers:
        server.kill()
        server.communicate()


#: Has uvicorn say when it has come up.
UNTIL_IT_LISTENS = """
import os
import uvicorn
os.environ["DJANGO_SETTINGS_MODULE"] = "liveblog.settings"
startup = uvicorn.Server.startup
async def startup_and_say_so(*args, **kwargs):
    await startup(*args, **kwargs)
    print("up", flush=True)
uvicorn.Server.startup = startup_and_say_so
"""


@contextmanager
def publishing(post: Post) -> Iterator[Iterator[int]]:
    """Another process publishes without end; the numbers, as it commits them."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "liveblog.settings"}
    command = [sys.executable, "-m", "tests.live.publisher", post.pk, "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as program:
        yield (int(line) for line in program.stdout or ())
        program.kill()


def test_nothing_is_lost_or_doubled(column: Column, live_post: Post, serve: Serve, port: int) -> None:
    column.refresh_from_db()
    server = serve()
    reader = RawSocket(port, "/live/putin-in-syria/")
    reader.hello(column.epoch, column.head_seq)
    cursor = column.head_seq
    with publishing(live_post) as numbers:
        chain = reader.hear_up_to(cursor, [next(numbers) for _ in range(5)][-1])
        server.kill()
        assert server.wait() == -9
        chain += reader.hear_until_it_breaks()
        cursor = chain[-1][1]
        missed = [next(numbers) for _ in range(5)][-1]
        serve()
        reader.close()
        reader = RawSocket(port, "/live/putin-in-syria/")
        reader.hello(column.epoch, cursor)
        chain += reader.hear_up_to(cursor, max(missed, next(numbers)))
    last = Column.objects.get(pk=column.pk).head_seq
    chain += reader.hear_up_to(chain[-1][1], last)
    reader.close()

    assert_chain(chain, column.head_seq, last)
    log = Change.objects.filter(column=column).order_by("seq").values_list("seq", flat=True)
    assert list(log) == list(range(1, last + 1))
    assert set(Entry.objects.published().filter(column=column).values_list("seq", flat=True)) <= set(log)
