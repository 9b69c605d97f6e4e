"""A single server does the jobs as well, and they end with it."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Callable, Iterator

import pytest

from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.embeds import take_embed
from tests.live.test_a_killed_server import port, serve  # noqa: F401 - fixtures

from .conftest import URL, now_of
from .test_loop import PATIENCE, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_works_and_ends_when_it_is_told(
    serve: Callable[[], subprocess.Popen[str]],  # noqa: F811
    told: signal.Signals,
) -> None:
    server = serve()
    embed = take_embed(by=None, url=URL)
    until(lambda: now_of(embed).state == Embed.State.FAILED)
    assert now_of(embed).reason == Reason.OFF
    server.send_signal(told)
    assert server.wait(PATIENCE) in (0, -told)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """All that is asked goes to a proxy that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("OUTSIDE", "1")
        monkeypatch.setenv("OUTSIDE_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        yield proxy


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_gives_back_what_hangs_and_ends_as_it_was_told(
    hanging: socket.socket,
    serve: Callable[[], subprocess.Popen[str]],  # noqa: F811
    told: signal.Signals,
) -> None:
    server = serve()
    embed = take_embed(by=None, url=URL)
    connection, _address = hanging.accept()
    claimed = now_of(embed).next_try_at
    server.send_signal(told)
    assert server.wait(PATIENCE) in (0, -told)
    connection.close()
    assert now_of(embed).next_try_at < claimed
