"""The servers that tests start: found, answering, and gone afterwards."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis as redis_client

from tests import programs
from tests.services import PATIENCE, NoServer, postgres, redis


def socket_folder(database_url: str) -> str:
    """Where a database's socket is."""
    return database_url.removeprefix("postgres://postgres@/").removesuffix("/postgres")


def answers(database_url: str) -> bool:
    """Whether a database is there."""
    with psycopg.connect(host=socket_folder(database_url), user="postgres", dbname="postgres") as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def nowhere() -> Iterator[Path]:
    """No place where a program could be."""
    return iter([Path("/nonexistent")])


def test_the_machines_own_or_the_wheels_postgres_answers() -> None:
    with postgres(programs.postgres_folders()) as url:
        assert answers(url)


def test_the_wheels_postgres_answers_where_the_machine_has_none() -> None:
    with postgres(programs.postgres_wheels()) as url:
        assert answers(url)


def test_the_wheels_redis_answers_where_the_machine_has_none() -> None:
    with redis(programs.redis_wheels()) as url:
        assert redis_client.Redis.from_url(url).ping()


def test_a_server_that_is_nowhere_is_an_error_that_says_where_it_was_sought() -> None:
    with pytest.raises(NoServer, match="/nonexistent"), postgres(nowhere()):
        pass
    with pytest.raises(NoServer, match="/nonexistent"), redis(nowhere()):
        pass


def test_the_command_sees_both_servers_and_its_exit_code_is_passed_on() -> None:
    script = "import os, sys; sys.exit(7 * all(os.environ[n] for n in ('DATABASE_URL', 'REDIS_URL')))"
    command = [sys.executable, "-m", "tests.services", "--", sys.executable, "-c", script]
    assert subprocess.run(command).returncode == 7


def test_no_server_outlives_a_runner_that_was_killed() -> None:
    show = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True); input()"
    command = [sys.executable, "-m", "tests.services", "--", sys.executable, "-c", show]
    own = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    runner = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own)
    assert runner.stdout
    database_url, redis_url = runner.stdout.readline().split()
    database = Path(socket_folder(database_url))
    postmaster = int((database / "data" / "postmaster.pid").read_text().split()[0])
    redis_server = redis_client.Redis.from_url(redis_url).info()["process_id"]
    processes = [os.pidfd_open(postmaster), os.pidfd_open(redis_server)]

    runner.send_signal(signal.SIGKILL)
    runner.communicate()
    for process in processes:
        assert select.select([process], [], [], PATIENCE)[0], "a server is still there"
        os.close(process)
    shutil.rmtree(database)
    shutil.rmtree(Path(redis_url.removeprefix("unix://")).parent)
