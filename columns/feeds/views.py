"""The feeds: of the site, of a column, of a post."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse

from columns.models import Site
from columns.reading.lookups import column_at, post_at, public
from columns.reading.timeline import newest
from columns.reading.validators import column_label, last_change, site_label

from .answer import feed, moved, reader_feed
from .channel import column_channel, post_channel, site_channel


@reader_feed
def site(request: HttpRequest, format: str) -> HttpResponse:
    """`/feed.<format>`: the newest entries of all columns."""
    site = Site.current()
    return feed(request, format, site_label(site), last_change(), site_channel(site), newest)


@reader_feed
def column(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """`/<column>/feed.<format>`: the newest entries of a column, over all of its posts."""
    column = public(found := column_at(slug), found)
    if elsewhere := moved(request, column.get_absolute_url(), format):
        return elsewhere
    channel = column_channel(Site.current(), column)
    return feed(request, format, column_label(column), last_change(column), channel, lambda: newest(column=column))


@reader_feed
def post(request: HttpRequest, slug: str, date: datetime.date, post_slug: str, format: str) -> HttpResponse:
    """`/<column>/<yyyy-mm-dd>/<post-slug>/feed.<format>`: the newest entries of one post."""
    found = post_at(slug, date, post_slug)
    post = public(found, found.column if found else column_at(slug))
    if elsewhere := moved(request, post.get_absolute_url(), format):
        return elsewhere
    channel = post_channel(Site.current(), post)
    label, changed = column_label(post.column), last_change(post.column)
    return feed(request, format, label, changed, channel, lambda: newest(post=post))
