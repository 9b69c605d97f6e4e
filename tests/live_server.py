"""The platform behind a real server, in this process, so that a test can also reach its database."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from django.conf import settings
from django.db import connections

from tests import collected

PATIENCE = 20  # seconds for the server to come up or go down; usually it is a tenth of one


class _Uvicorn(uvicorn.Server):
    """A uvicorn that says when it has come up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Come up, and say so."""
        await super().startup(sockets)
        self.is_up.set()


class LiveServer:
    """The real ASGI application on a free port, in a thread of its own."""

    def __init__(self) -> None:
        from liveblog.asgi import application
        from liveblog.server import OPTIONS

        config = uvicorn.Config(application, **{**OPTIONS, "timeout_graceful_shutdown": 2})
        listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = _Uvicorn(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()
        assert self._server.is_up.wait(PATIENCE), "the server did not come up"

    def stop(self) -> None:
        """Go down, and leave nothing running."""
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the server did not go down"


@pytest.fixture(scope="session")
def static_files(django_test_environment: None) -> None:
    """The static files as they are served: collected, with hashed names."""
    collected.lay(settings.STATIC_ROOT)


@pytest.fixture
def live(transactional_db: None, static_files: None) -> Iterator[LiveServer]:
    """A running server; its address is `live.url`."""
    server = LiveServer()
    yield server
    server.stop()
    connections.close_all()
