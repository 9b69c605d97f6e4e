"""A program that publishes in a process of its own: `python -m tests.live.publisher POST COUNT`.

COUNT 0 is without end. It says each entry's number in the log when that is committed.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time

import django


def main(post_id: str, count: int) -> None:
    """Publish short entries."""
    from columns.models import Post
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    post = Post.objects.get(pk=post_id)
    for number in range(count) if count else itertools.count():
        print(publish_entry(by=None, post=post, text=EntryText(f"Entry {number}")).seq, flush=True)
        if not count:
            time.sleep(0.03)  # who reads it must not fall a thousand behind while a server starts


def publish_elsewhere(post_id: str, count: int, **environment: str) -> int:
    """Publish in another process, on this test's database, and wait until it has ended: the last number."""
    from tests.publishing.test_a_killed_process import database_url

    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "liveblog.settings"} | (
        environment
    )
    command = [sys.executable, "-m", "tests.live.publisher", post_id, str(count)]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return int(said.split()[-1])


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
