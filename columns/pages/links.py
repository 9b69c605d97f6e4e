"""Links from pages to their feeds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from columns.models import Column, Post

FORMATS = {"rss": ("RSS", "application/rss+xml"), "atom": ("Atom", "application/atom+xml")}


def feed_links(column: Column | None, post: Post | None) -> list[dict[str, str]]:
    """The feeds that a page names, the narrowest first: post, column, site; each in every format."""
    places = [(_("All columns"), "/")]
    if column:
        places.insert(0, (column.title, column.get_absolute_url()))
    if post:
        places.insert(0, (post.title, post.get_absolute_url()))
    return [
        {"title": f"{title} ({name})", "url": f"{address}feed.{suffix}", "type": kind}
        for title, address in places
        for suffix, (name, kind) in FORMATS.items()
    ]
