"""A real PostgreSQL and a real Redis for tests, started for the occasion and gone after it.

    python -m tests.services -- COMMAND...     runs COMMAND with both behind DATABASE_URL and REDIS_URL

A server named by TEST_DATABASE_URL or TEST_REDIS_URL is used as it is (that Redis is flushed by the tests).
Otherwise the machine's own programs are started, else those of the wheels in tests/requirements.txt, on unix
sockets in a temporary folder. None to be found is an error: a test that needs them is never skipped.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.programs import postgres_folders, redis_programs

PATIENCE = 30  # seconds that a server may take to answer; usually it is well under one
PR_SET_PDEATHSIG = 1


class NoServer(RuntimeError):
    """A server was not found or did not start; the message says what was tried, or what its log says."""


@contextlib.contextmanager
def services() -> Iterator[tuple[str, str]]:
    """Both servers for the time of a `with`: (DATABASE_URL, REDIS_URL). Enter it from the main thread."""
    with contextlib.ExitStack() as stack:
        database = os.environ.get("TEST_DATABASE_URL") or stack.enter_context(postgres(postgres_folders()))
        yield database, os.environ.get("TEST_REDIS_URL") or stack.enter_context(redis(redis_programs()))


@contextlib.contextmanager
def postgres(folders: Iterator[Path], *, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL from the first of `folders` whose programs run here. No fsync: its data are for today.

    `durable` has it write as it does in earnest, for those who measure that.
    """
    with home_of_servers() as home:
        programs = first_that_runs(folders, "postgres", home)
        command = [programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust"]
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, **as_nobody(home))
        if made.returncode:
            raise NoServer(f"initdb failed:\n{made.stderr.decode()}")
        quick = [] if durable else ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        settings = ["listen_addresses=", "max_connections=200", *quick]
        options = [word for setting in settings for word in ("-c", setting)]
        command = [programs / "postgres", "-D", home / "data", "-k", home, *options]
        ready = [programs / "pg_isready", "-q", "-h", home, "-U", "postgres"]
        with running(command, home, lambda: subprocess.run(ready).returncode == 0):
            yield f"postgres://postgres@/{home}/postgres"


@contextlib.contextmanager
def redis(programs: Iterator[Path]) -> Iterator[str]:
    """A Redis from the first of `programs` that runs here; it keeps nothing on disk."""
    with home_of_servers() as home:
        program = first_that_runs(programs, "", home)
        command = [program, "--port", "0", "--unixsocket", home / "s", "--save", "", "--appendonly", "no"]
        with running([*command, "--dir", home], home, lambda: pongs(home / "s")):
            yield f"unix://{home}/s"


def pongs(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as redis_socket:
        redis_socket.connect(str(path))
        redis_socket.sendall(b"PING\r\n")
        return redis_socket.recv(5) == b"+PONG"
    return False


def first_that_runs(places: Iterator[Path], name: str, home: Path) -> Path:
    """The first place whose program `name` (or which itself) answers `--version` to its user to be."""
    tried = []
    for place in places:
        tried.append(str(place))
        with contextlib.suppress(OSError):
            command = [place / name, "--version"]
            if subprocess.run(command, capture_output=True, **as_nobody(home)).returncode == 0:
                return place
    raise NoServer(f"no {name or 'redis-server'} that runs here; tried: {', '.join(tried) or 'no place'}")


@contextlib.contextmanager
def home_of_servers() -> Iterator[Path]:
    """A short path (a socket's may have 107 bytes) that belongs to the user who runs the servers."""
    home = Path(tempfile.mkdtemp(prefix="lb-", dir="/tmp"))
    try:
        if not os.geteuid():
            os.chown(home, _nobody().pw_uid, _nobody().pw_gid)
        yield home
    finally:
        shutil.rmtree(home)


@contextlib.contextmanager
def running(command: list[Any], home: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    """`command` from the moment that it is ready. It outlives neither the block nor this process."""
    # A log of its own: a server left over that holds our output would make whoever reads it wait.
    with (home / "log").open("ab") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, signal.SIGINT), **as_nobody(home),
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_ready():
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(0.02)
                deadline = 0  # it has ended by itself
            if time.monotonic() > deadline:
                raise NoServer(f"{command[0]} did not come up:\n{(home / 'log').read_text()[-2000:]}")
        yield
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown; Redis goes too
        server.wait(PATIENCE)


def _nobody() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: its own user, else nobody."""
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def as_nobody(home: Path) -> dict[str, Any]:
    """Popen's arguments for running in `home`, and for no longer being root there."""
    user = {} if os.geteuid() else {"user": _nobody().pw_uid, "group": _nobody().pw_gid, "extra_groups": []}
    return {"cwd": home, "env": {**os.environ, "HOME": str(home)}, **user}


def main(command: list[str]) -> int:
    """Run `command` with both servers; its exit code."""
    with services() as (database, cache):
        urls = {"DATABASE_URL": database, "REDIS_URL": cache}
        urls |= {f"TEST_{name}": url for name, url in urls.items()}  # what tests go by: tests/environment.py
        return subprocess.run(command, env={**os.environ, **urls}).returncode


if __name__ == "__main__":
    if sys.argv[1:2] != ["--"] or not sys.argv[2:]:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are taken down then too
    sys.exit(main(sys.argv[2:]))
