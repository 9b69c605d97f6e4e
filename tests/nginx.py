"""nginx as docs/deploy/nginx.conf sets it up, in front of a server under test: the file itself, with other places.

It has a certificate that it made for itself, and the name `localhost`.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.house.source import ROOT
from tests.live_server import LiveServer
from tests.services import home_of_servers, running

#: Where nginx would put what it cannot keep in memory: folders that only root may write to.
TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]


class Nginx:
    """An nginx in front of the server at a port of this machine. It can be stopped and started again."""

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self.port, self.plain_port = _free_ports(2)
        self._up = contextlib.ExitStack()

    @property
    def url(self) -> str:
        """The address at which it speaks HTTP/2."""
        return f"https://localhost:{self.port}"

    def start(self) -> None:
        """Come up, with an empty cache, at the same addresses as before."""
        self.home = home = self._up.enter_context(home_of_servers())
        _make_certificate(home)
        (home / "nginx.conf").write_text(self._configuration(home))
        # What it complains of before it has read the file goes where its output goes: to the log in its folder.
        command = [programs.nginx(), "-e", "stderr", "-c", home / "nginx.conf", "-g", "daemon off;"]
        self._up.enter_context(running(command, home, lambda: _listens(self.port)))

    def stop(self) -> None:
        """Go down at once: whatever is open breaks."""
        self._up.close()

    def _configuration(self, home: Path) -> str:
        """The file of docs/deploy, for these ports, for this folder and for a machine without IPv6."""
        text = re.sub(r"\n +listen \[::\]:.*;", "", (ROOT / "docs/deploy/nginx.conf").read_text())
        temporary = "".join(f"\n    {each}_temp_path {home}/{each};" for each in TEMPORARY)
        places = {
            "/run/nginx.pid": f"{home}/nginx.pid",
            "/var/log/nginx/": f"{home}/",
            "/var/cache/nginx/": f"{home}/",
            "/etc/letsencrypt/live/live.example.org/": f"{home}/",
            "live.example.org": "localhost",
            "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{self._upstream};",
            "\nhttp {": f"\nhttp {{{temporary}",
        }
        for usual, ours in places.items():
            assert usual in text, usual
            text = text.replace(usual, ours)
        return text


def _make_certificate(home: Path) -> None:
    """A certificate for `localhost` that is trusted by nobody, good for a day."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command += ["-keyout", str(home / "privkey.pem"), "-out", str(home / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
    shutil.copymode(home / "fullchain.pem", home / "privkey.pem")


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        listening = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in listening]


@pytest.fixture
def nginx(live: LiveServer) -> Iterator[Nginx]:
    """An nginx in front of the running server; its address is `nginx.url`."""
    nginx = Nginx(live.port)
    nginx.start()
    yield nginx
    nginx.stop()
