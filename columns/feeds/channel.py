"""Channel: what a feed says of itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings

from columns.markup.plain import one_line
from columns.models import Column, Post, Site


@dataclass(frozen=True)
class Channel:
    """A feed's own public fields, each by name. `address` is that of the page which it is the feed of."""

    id: str
    title: str
    description: str
    address: str
    language: str
    publisher: str


def site_channel(site: Site) -> Channel:
    """Of the feed of all columns."""
    return _channel(site, "site", site.name, site.tagline, "/", settings.LANGUAGE_CODE)


def column_channel(site: Site, column: Column) -> Channel:
    """Of a column's feed."""
    title = f"{column.title} — {site.name}"
    address = column.get_absolute_url()
    return _channel(site, f"column/{column.pk}", title, column.description, address, column.language)


def post_channel(site: Site, post: Post) -> Channel:
    """Of a post's feed."""
    title = f"{post.title} — {post.column.title}"
    address = post.get_absolute_url()
    return _channel(site, f"post/{post.pk}", title, post.standfirst, address, post.column.language)


def _channel(site: Site, thing: str, title: str, description: str, address: str, language: str) -> Channel:
    return Channel(
        id=_feed_id(thing),
        title=one_line(title),
        description=one_line(description),
        address=address,
        language=language,
        publisher=one_line(site.publisher or site.name),
    )


def _feed_id(thing: str) -> str:
    """An id for ever, whatever the title and the address become. (An entry's says its year; a column has none.)"""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, settings.SITE_AUTHORITY), thing).urn
