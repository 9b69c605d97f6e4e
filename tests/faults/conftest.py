"""The platforms on which things go wrong: one process on SQLite, several on a PostgreSQL and a Redis of their own."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import collected, migrated
from tests.services import home_of_servers

from .editors import Editor
from .history import History
from .links import can_link
from .platforms import Grown, environment, grown_platform
from .programs import Server
from .proxy import Line, Proxy
from .scene import Scene

#: Each half of `make test` tries what is its own; what needs no platform is tried once, with SQLite.
EMBEDDED = [
    "test_checker.py", "test_proxy.py", "test_networks.py", "test_links.py", "test_restored_file.py",
    "test_bad_input.py", "test_versions.py", "test_crowds.py", "test_slow_readers.py", "test_large_events.py",
]  # fmt: skip
GROWN = [
    "test_workers.py", "test_bell.py", "test_database.py", "test_storm.py", "test_restored_database.py",
    "test_clocks.py",
]  # fmt: skip
collect_ignore = GROWN if settings.ON_SQLITE else EMBEDDED


def pytest_addoption(parser: pytest.Parser) -> None:
    """The full form."""
    parser.addoption("--full", action="store_true", help="faults: the full form, which takes minutes")


def pytest_configure(config: pytest.Config) -> None:
    """What only the full form tries is marked so."""
    config.addinivalue_line("markers", "full: only in the full form of the faults")
    config.addinivalue_line("markers", "links(emulation): only where the machine permits networks of one's own")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the short form, what is marked as full is not there; nor is anywhere what the machine does not permit."""
    if config.getoption("--full", default=False):
        for item in items:
            item.add_marker(pytest.mark.timeout(900))
    else:
        items[:] = [item for item in items if not item.get_closest_marker("full")]
    items[:] = [item for item in items if not (mark := item.get_closest_marker("links")) or can_link(*mark.args)]


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Whether this is the full form: more readers, for longer."""
    return bool(pytestconfig.getoption("--full", default=False))


#: The name of an embedded server's file.
DATABASE = "liveblog.sqlite3"


@contextlib.contextmanager
def embedded_server(like: Server | None = None, *, first: str = "", **differs: str) -> Iterator[Server]:
    """One process on a SQLite of its own, which is a copy of what another server has, if one is given."""
    with home_of_servers() as home:
        if like:
            shutil.copytree(like.home / "static", home / "static")
            copy_file(like.home / DATABASE, home / DATABASE)
        else:
            collected.lay(home / "static")
            migrated.lay(home / DATABASE)
        server = Server(home, environment(home, f"sqlite:///{home / DATABASE}") | differs, first=first)
        server.start()
        yield server
        server.end()


def copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite database as it is now, or write one over with it."""
    with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(scope="session")
def embedded() -> Iterator[Server]:
    """That, for all tests that leave it whole."""
    with embedded_server() as server:
        yield server


@pytest.fixture(scope="session")
def _grown() -> Iterator[Grown]:
    with grown_platform() as grown:
        yield grown


@pytest.fixture
def grown(_grown: Grown) -> Iterator[Grown]:
    """Two workers, PostgreSQL and Redis. Whatever a test has killed and not started is started for the next."""
    yield _grown
    for program in (_grown.postgres, _grown.redis, _grown.server):
        if not program.process or program.process.poll() is not None:
            program.start()


@pytest.fixture(scope="session")
def _editors() -> Iterator[dict[str, Editor]]:
    """One for each database: a process takes a second to start."""
    editors: dict[str, Editor] = {}
    yield editors
    for editor in editors.values():
        editor.close()


@pytest.fixture
def play(_editors: dict[str, Editor]) -> Iterator[Callable[..., Scene]]:
    """Makes scenes: `play(server)`."""
    with contextlib.ExitStack() as stack:

        def play(server: Server, **options: Any) -> Scene:
            database = server.environment["DATABASE_URL"]
            if database not in _editors or _editors[database].process.poll() is not None:
                _editors[database] = Editor("the first editor", server.environment, History())
            return stack.enter_context(Scene(server, _editors[database], **options))

        yield play


@pytest.fixture
def network() -> Iterator[Callable[..., Proxy]]:
    """Makes proxies in front of a server: `network(server, line)`."""
    with contextlib.ExitStack() as stack:

        def network(server: Server, line: Line | None = None) -> Proxy:
            proxy = Proxy(server.port, line)
            stack.callback(proxy.close)
            return proxy

        yield network
