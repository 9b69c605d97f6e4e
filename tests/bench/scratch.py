"""The platform under measurement: an empty database in a temporary folder, and a server of its own over it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing

import django

from tests import environment

PATIENCE = 60  # seconds


def begin() -> None:
    """Make this process the platform, with an empty database. Call it before anything of the platform is imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "liveblog.settings"
    # Beside a browser an event loop runs in this thread; nothing here is done at once with something else.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """`manage.py serve` over this process's database, for the time of a `with`: its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**os.environ, "PORT": str(port), "SITE_URL": url, "DEMO": "1"}
    with open(f"{environment.DATA_DIR}/server.log", "wb") as log:
        server = subprocess.Popen([sys.executable, "manage.py", "serve"], env=env, stdout=log, stderr=log)
    try:
        wait_for(f"{url}/healthz", server)
        yield url
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when an address answers. Raises RuntimeError when it does not, or its server ends."""
    deadline = time.monotonic() + 10 * PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.01)
    raise RuntimeError(f"{url} does not answer")


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])
