"""Confirmation: what is so old or so settled that changing it asks for the password again, and alerts the chiefs."""

from __future__ import annotations

from datetime import datetime, timedelta

from columns.models import Entry, Post

#: An entry is old when it was first published so long ago.
OLD = timedelta(hours=24)


def needs_confirmation(entry: Entry, now: datetime) -> bool:
    """Whether changing an entry asks for the password: readers see it, and it is old or its post is closed."""
    if not entry.is_public:
        return False
    is_old = entry.published_at is not None and now - entry.published_at > OLD
    return is_old or entry.post.state == Post.State.CLOSED
