"""Programs that a test starts, kills and starts again: a PostgreSQL, a Redis, the platform."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.bench.scratch import free_port
from tests.programs import postgres_folders, redis_programs
from tests.services import PR_SET_PDEATHSIG, as_nobody, first_that_runs, pongs

PATIENCE = 60.0


class Program:
    """A command that runs from `start` to `end`. It does not outlive this process."""

    #: What makes it go in an orderly way.
    parting = signal.SIGTERM

    def __init__(self, command: list[Any], home: Path, **options: Any) -> None:
        self.home = home
        self._command = [str(word) for word in command]
        self._options = options
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What it says."""
        return self.home / "log"

    def start(self) -> None:
        """Start, and wait until it answers."""
        dies_with_us = partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, self.parting)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=dies_with_us, **self._options,
            )  # fmt: skip
        wait_for(self.answers, lambda: f"{self._command[:3]} did not come up:\n{self.log.read_text()[-3000:]}")

    def end(self, how: signal.Signals | None = None) -> None:
        """End it, in this way or in an orderly one, and wait until it has gone."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how or self.parting)
            self.process.wait(PATIENCE)

    def answers(self) -> bool:
        """Whether it is ready."""
        raise NotImplementedError


class Postgres(Program):
    """A PostgreSQL that forgets nothing when it is killed; only the machine must stay up."""

    parting = signal.SIGINT  # at SIGTERM it would wait until everybody has left

    def __init__(self, home: Path) -> None:
        self._programs = first_that_runs(postgres_folders(), "postgres", home)
        made = [self._programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
        subprocess.run(made, stdin=subprocess.DEVNULL, capture_output=True, check=True, **as_nobody(home))
        command = [self._programs / "postgres", "-D", home / "data", "-k", home, "-c", "listen_addresses=",
                   "-c", "fsync=off", "-c", "max_connections=200"]  # fmt: skip
        super().__init__(command, home, **as_nobody(home))
        self.url = f"postgres://postgres@/{home}/postgres"

    def answers(self) -> bool:
        """Whether it takes connections."""
        return subprocess.run([self._programs / "pg_isready", "-q", "-h", self.home, "-U", "postgres"]).returncode == 0

    def kill(self) -> None:
        """At once, as `pg_ctl stop -m immediate` does: without a checkpoint, all connections broken."""
        self.end(signal.SIGQUIT)

    def run(self, *statements: str) -> None:
        """Run statements, each on its own, beside the platform's database."""
        with psycopg.connect(host=str(self.home), user="postgres", dbname="template1", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @contextlib.contextmanager
    def counting(self) -> Iterator[Callable[[], int]]:
        """Counts the platform's statements meanwhile, by PostgreSQL's log."""
        self.run("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()")
        begun = self._statements()
        yield lambda: self._statements() - begun
        self.run("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()")

    def _statements(self) -> int:
        return self.log.read_text(errors="replace").count("LOG:  statement:")

    def somebody_waits(self) -> bool:
        """Whether some transaction waits for another."""
        with psycopg.connect(host=str(self.home), user="postgres", dbname="template1") as connection:
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)").fetchall()[0][0])

    def copy(self, source: str, target: str) -> None:
        """Make one database what another is now. Connections to both are broken, and let in again afterwards."""
        self.run(
            f"ALTER DATABASE {source} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'",
            f"DROP DATABASE IF EXISTS {target} WITH (FORCE)",
            f"CREATE DATABASE {target} TEMPLATE {source}",
            f"ALTER DATABASE {source} ALLOW_CONNECTIONS true",
            f"ALTER DATABASE {target} ALLOW_CONNECTIONS true",
        )


class Redis(Program):
    """A Redis that keeps nothing."""

    def __init__(self, home: Path) -> None:
        program = first_that_runs(redis_programs(), "", home)
        command = [program, "--port", "0", "--unixsocket", home / "s", "--save", "", "--appendonly", "no"]
        super().__init__([*command, "--dir", home], home, **as_nobody(home))
        self.url = f"unix://{home}/s"

    def answers(self) -> bool:
        """Whether it says PONG."""
        return pongs(self.home / "s")

    def command(self, *words: str) -> None:
        """Have a command done."""
        import redis

        with redis.Redis.from_url(self.url) as connection:
            connection.execute_command(*words)


class Server(Program):
    """`manage.py serve`, on a port of its own. One worker can do something `first`, in Python."""

    def __init__(self, home: Path, environment: dict[str, str], workers: int = 1, first: str = "") -> None:
        self.port = free_port()
        self.host = environment["HOST"]
        self.workers = workers
        self.environment = environment | {"PORT": str(self.port), "WORKERS": str(workers)}
        assert workers == 1 or not first
        program = f"import django\ndjango.setup()\n{first}\nfrom django.core.management import call_command as call\n"
        super().__init__([sys.executable, "-c", f"{program}call('serve')"] if first else
                         [sys.executable, "manage.py", "serve"], home, env=self.environment)  # fmt: skip

    def answers(self) -> bool:
        """Whether every worker is there, and one of them answers."""
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{self.host}:{self.port}/healthz", timeout=5):
            return len(self.processes()) >= self.workers
        return False

    def processes(self) -> list[psutil.Process]:
        """Those that serve readers: the supervisor's children, else the one process that there is."""
        assert self.process
        supervisor = psutil.Process(self.process.pid)
        children = [child for child in supervisor.children() if any("spawn_main" in word for word in _words(child))]
        return children if self.workers > 1 else [supervisor]

    def end(self, how: signal.Signals | None = None) -> None:
        """End it and its children."""
        children = psutil.Process(self.process.pid).children() if self.process and self.process.poll() is None else []
        super().end(how)
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()


def _words(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return list(process.cmdline())
    return []


def wait_for(is_so: Callable[[], Any], otherwise: Callable[[], str]) -> None:
    """Return when something is so. Asks again and again; `otherwise` says what it was instead."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.02)
