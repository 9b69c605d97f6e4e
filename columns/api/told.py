"""What tools are told of entries and posts: public fields and what the next request needs, one by one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from columns.models import Entry, Post
from columns.publishing.texts import EntryText


def entry(entry: Entry, revision: int | None = None) -> dict[str, Any]:
    """Where an entry is and how far it has come. `revision`: that of the text that was sent."""
    return {
        "id": entry.pk,
        "url": settings.SITE_URL + entry.get_absolute_url(),
        "seq": entry.first_seq,
        "revision": revision or entry.revision,
        "published_at": _time(entry.published_at),
        "due_at": _time(entry.due_at),
    }


def whole_entry(which: Entry) -> dict[str, Any]:
    """The same with its state and its text, in the fields in which it is written."""
    text = EntryText.of(which)
    return {
        **entry(which),
        "post": which.post_id,
        "state": which.state,
        "held": which.is_held,
        "headline": text.headline,
        "body": text.body,
        "display_time": _time(text.display_time),
        "event_time": _time(text.event_time),
        "event_zone": text.event_zone,
        "tags": list(text.tags),
        "continues": text.continues and text.continues.pk,
        "bylines": [{"author": signed.author.slug, "role": signed.role} for signed in text.bylines],
        "relations": [{"to": each.to.pk, "kind": each.kind} for each in text.relations],
        "withdrawal_reason": which.withdrawal_reason,
    }


def post(post: Post) -> dict[str, Any]:
    """A post by which entries can be sent."""
    url = settings.SITE_URL + post.get_absolute_url() if post.is_public else None
    return {"id": post.pk, "title": post.title, "date": post.date.isoformat(), "state": post.state, "url": url}


def _time(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
