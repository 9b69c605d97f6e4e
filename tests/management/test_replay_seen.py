"""A replay beside a running server: another process, whose entries readers see as it publishes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings
from django.db import connection
from websockets.sync.client import connect

from columns.models import Entry, Post
from tests.live_server import LiveServer
from tests.management.replaying import WriteFile, item, write_file

__all__ = ["write_file"]  # a fixture

PATIENCE = 30  # seconds for all of it to arrive


def database_url() -> str:
    """The test's database, for a process that does not know it is in one."""
    name = connection.settings_dict["NAME"]
    return f"sqlite:///{name}" if settings.ON_SQLITE else f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def test_readers_see_every_entry_that_another_process_replays(
    live: LiveServer, live_post: Post, write_file: WriteFile
) -> None:
    path = write_file([item(f"Number {number}.", f"2015-10-07T12:00:{number:02d}Z") for number in range(10)])
    column = live_post.column
    column.refresh_from_db()
    address = f"{live.url.replace('http', 'ws')}/live/{column.slug}/"
    with connect(address, origin=live.url) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps({"type": "hello", "epoch": str(column.epoch), "after": column.head_seq}))
        assert json.loads(socket.recv(PATIENCE)) == {"type": "beat", "seq": column.head_seq}
        command = [sys.executable, "manage.py", "replay", str(path), "--column", column.slug, "--speed", "20"]
        other = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url()}, cwd=settings.BASE_DIR)
        seen: dict[str, str] = {}
        while len(seen) < 10:
            message = json.loads(socket.recv(PATIENCE))
            seen |= {change["id"]: change["html"] for change in message.get("changes", ())}
        assert other.wait(PATIENCE) == 0
    entries = Entry.objects.order_by("first_seq")
    assert [f"Number {n}." in seen[entry.pk] for n, entry in enumerate(entries)] == [True] * 10
