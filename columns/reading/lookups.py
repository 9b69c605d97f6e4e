"""Lookups: from the parts of an address to what stands there now."""

from __future__ import annotations

import datetime
from typing import TypeVar

from columns.models import Column, Embed, Entry, FormerColumnSlug, FormerPostSlug, Post

T = TypeVar("T")
#: The one character that PostgreSQL refuses even to look for.
NUL = "\0"


class NotThere(Exception):
    """Nothing stands at this address, as far as readers are told."""


class TakenDown(Exception):
    """What stood here was public, and its column has been hidden."""


def public(thing: T | None, column: Column | None) -> T:
    """`thing`, if it is there and its column may be seen. Raises NotThere or TakenDown."""
    if thing is None or column is None:
        raise NotThere
    if not column.is_public:
        raise TakenDown if column.taken_down_at else NotThere
    return thing


def column_at(slug: str) -> Column | None:
    """The column at an address it has or once had, hidden ones too: the caller decides what to say of those."""
    if NUL in slug:
        return None
    if column := Column.objects.filter(slug=slug).first():
        return column
    former = FormerColumnSlug.objects.select_related("column").filter(slug=slug).first()
    return former.column if former else None


def post_at(slug: str, date: datetime.date, post_slug: str) -> Post | None:
    """The public post at an address that it or its column has or once had."""
    if NUL in slug + post_slug:
        return None
    posts = Post.objects.exclude(state=Post.State.DRAFT).select_related("column")
    if post := posts.filter(column__slug=slug, date=date, slug=post_slug).first():
        return post
    if not (column := column_at(slug)):
        return None
    if post := posts.filter(column=column, date=date, slug=post_slug).first():
        return post
    former = FormerPostSlug.objects.filter(column=column, date=date, slug=post_slug).first()
    return posts.filter(pk=former.post_id).first() if former else None


def entry_at(slug: str, entry_id: str) -> Entry | None:
    """The public entry of that id, in the column that has or once had that address."""
    if NUL in slug + entry_id:
        return None
    entries = Entry.objects.public().select_related("column", "post__column")
    entry = entries.filter(pk=entry_id).first()
    if not entry or entry.column.slug == slug:
        return entry
    column = column_at(slug)
    return entry if column and column.pk == entry.column_id else None


def playable(embed_id: str) -> Embed:
    """The embed of a file, if readers are shown it somewhere. Raises NotThere."""
    if NUL in embed_id:
        raise NotThere
    embed = Embed.objects.filter(pk=embed_id).exclude(media_url="").first()
    if not embed or embed.is_withdrawn or not embed.has_copy:
        raise NotThere
    if not Entry.objects.published().filter(embeds=embed, column__in=Column.objects.public()).exists():
        raise NotThere
    return embed
