"""An editor's program: `python -m tests.bench.editor POST` acts in a post until it is told that time is up.

It says `ready`, and at `append NANOSECONDS` or `publish NANOSECONDS` does nothing else until that moment of
CLOCK_MONOTONIC: `did COUNT`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import django

BODY = "<p>Two lines of text, as they are written in a hurry, with a <strong>word</strong> that matters.</p>" * 4


def main(post_id: str) -> None:
    """Act until the input ends."""
    acts = _acts(post_id)
    acts["append"]()
    print("ready", flush=True)
    for line in sys.stdin:
        name, deadline = line.split()
        count = 0
        while time.monotonic_ns() < int(deadline):
            acts[name]()
            count += 1
        print("did", count, flush=True)


def _acts(post_id: str) -> dict[str, Callable[[], object]]:
    """What it can do: the end of every verb alone, with an entry of its own, and a whole verb."""
    from django.db import transaction

    from columns.changes.log import Move, append
    from columns.models import Change, Post
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    post = Post.objects.select_related("column").get(pk=post_id)
    text = EntryText("One more", BODY)
    entry = publish_entry(by=None, post=post, text=text)
    move = Move(Change.Op.AMEND, post, entry, entry.revisions.get())

    def append_alone() -> None:
        with transaction.atomic():
            append(post.column, [move])

    return {"append": append_alone, "publish": lambda: publish_entry(by=None, post=post, text=text)}


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
