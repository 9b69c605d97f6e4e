"""A program that publishes until it is killed: `python -m tests.publishing.loop POST`. A line each time it has."""

from __future__ import annotations

import itertools
import sys

import django


def main(post_id: str) -> None:
    """Publish follow-ups and pinned entries without end."""
    from columns.models import Post
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    post, first = Post.objects.get(pk=post_id), None
    for n in itertools.count():
        entry = publish_entry(by=None, post=post, text=EntryText(f"Entry {n}", continues=first), pinned=n % 3 == 0)
        first = first or entry
        print(entry.pk, flush=True)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
