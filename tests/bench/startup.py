"""How long a newcomer waits: from `make run` in a fresh checkout to a page that answers, and the second time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figures import fact, figure, title
from tests.bench.scratch import PATIENCE, free_port, wait_for
from tests.environment import ENVIRONMENT

FIRST, SECOND = 60, 3
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure in copies of the checkout; a first copy downloads the packages, so that the second finds them cached."""
    title("From `make run` to a page that answers")
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        began = time.monotonic()
        download = _copy(Path(home) / "downloads")
        subprocess.run(["make", ".venv/.run"], cwd=download, env=_environment(), check=True)
        fact("downloads and installation, once before", time.monotonic() - began, "s")
        shutil.rmtree(download)
        fresh = _copy(Path(home) / "fresh")
        figure("the first time, with the packages in pip's cache", _seconds_to_a_page(fresh), FIRST, "s")
        figure("the second time", _seconds_to_a_page(fresh), SECOND, "s")


def _copy(place: Path) -> Path:
    """The checkout without what git ignores, as it would be committed now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():  # one deleted here is still listed
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    return place


def _environment() -> dict[str, str]:
    """Ours, without what is set for the platform or by a virtual environment."""
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT and name != "VIRTUAL_ENV"}
    return {**kept, "PY": _python()}


def _python() -> str:
    """The Python that this virtual environment was made with."""
    return os.path.realpath(sys.executable)


def _seconds_to_a_page(checkout: Path) -> float:
    port = free_port()
    began = time.monotonic()
    with (checkout.parent / "log").open("wb") as log:
        make = subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=checkout, env=_environment(), stdout=log, stderr=log,
            start_new_session=True,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/", make)
        return time.monotonic() - began
    finally:
        os.killpg(make.pid, signal.SIGTERM)  # its own group: make, and the server under it
        make.wait(PATIENCE)


if __name__ == "__main__":
    main()
