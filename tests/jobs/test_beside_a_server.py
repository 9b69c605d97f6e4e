"""A single server does the jobs as well, and they end with it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable

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
