"""Regions: the named parts of a page around its stream, which the live part replaces whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string

from columns.models import Column, Entry, Post

from .body import shown
from .fragments import as_column, permalink
from .opening import opening, read_parts
from .pictures import lead_picture
from .place import Place
from .zones import zone_label

#: How many key events are listed, and how many posts: the newest. The page costs the same whatever the column's age.
KEY_EVENTS = 20
POSTS = 30


def post_regions(column: Column, post: Post) -> dict[str, str]:
    """A post's named regions as HTML: `head`, `standing`, `pinned`, `key-events`, `chain`, `crumb`."""
    return _cached(column, post.pk, lambda: _post_regions(column, post))


def column_regions(column: Column) -> dict[str, str]:
    """A column's named regions as HTML: `masthead` and `posts`, the list of its posts."""
    return _cached(column, "", lambda: _column_regions(column))


def _cached(column: Column, thing: str, render: Any) -> dict[str, str]:
    """Cached with the column's head, which was read before them: any change in the column renders them anew."""
    key, label = f"regions:{settings.RELEASE}:{column.pk}:{thing}", (column.epoch, column.head_seq)
    kept_label, found = cache.get(key, (None, {}))
    if kept_label != label:
        with as_column(column):
            found = {name: html.strip() for name, html in render().items()}
        cache.set(key, (label, found))
    return dict(found)


def _post_regions(column: Column, post: Post) -> dict[str, str]:
    named = Entry.objects.published().filter(post=post).newest_first().select_related("continues")
    pinned, key_events = named.filter(pinned=True), named.filter(key_event=True)[:KEY_EVENTS]
    read_parts(entry for entry in (*pinned, *key_events) if not entry.headline)
    public = Post.objects.public().select_related("column")
    chain = {"previous": public.before(post).first(), "next": public.following(post).first()}

    def items(entries: Iterable[Entry]) -> list[dict[str, Any]]:
        return [item(column, entry, post.date) for entry in entries]

    about = {"column": column, "post": post, "zone_label": zone_label(column, post.date)}
    head = {**about, "bylines": post.bylines.select_related("author"), "lead": lead_picture(post.lead)}
    return {
        "head": render_to_string("parts/_post_head.html", head),
        "standing": render_to_string("parts/_standing.html", {**about, "standing": shown(post.standing)}),
        "pinned": render_to_string("parts/_pinned.html", {**about, "pinned": items(pinned)}),
        "key-events": render_to_string("parts/_key_events.html", {**about, "key_events": items(key_events)}),
        "chain": render_to_string("parts/_chain.html", {**about, **chain}),
        "crumb": render_to_string("parts/_crumb.html", about),
    }


def _column_regions(column: Column) -> dict[str, str]:
    posts = Post.objects.public().filter(column=column).newest_first()[:POSTS]
    for post in posts:
        post.column = column
    return {
        "masthead": render_to_string("parts/_masthead.html", {"column": column}),
        "posts": render_to_string("parts/_posts.html", {"column": column, "posts": posts}),
    }


def item(column: Column, entry: Entry, day: Any) -> dict[str, Any]:
    """One line that names an entry elsewhere than in the stream. Call it within `as_column`."""
    first = entry.continues if entry.continues and not entry.continues.is_withdrawn else None
    place = Place.of(entry)
    return {
        "id": entry.pk,
        "url": permalink(column, entry.pk),
        "time": place.display_time,
        "day": day,
        "words": entry.headline or (first.headline if first else "") or opening(entry, 120),
        "sort": str(place),
    }
