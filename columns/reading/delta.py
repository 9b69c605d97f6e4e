"""Delta: what moved in a column after a number, rendered as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from columns.changes.after import Moved
from columns.models import Column, Entry, Post

from .fragments import Fragment, fragments_of
from .place import Place
from .regions import column_regions, post_regions

#: An entry longer than this, or an older one below the newest NEAR of its post, travels without its HTML: pages that
#: show it ask.
HEAVY = 16 * 1024
NEAR = 100


def changes(column: Column, moved: Iterable[Moved], since: int) -> list[tuple[int, dict[str, Any]]]:
    """What pages are told of each thing that moved after `since`, with its number in the log, in that order.

    `column` was read before `moved`, and both before what is rendered here. The dicts are the protocol's changes
    (docs/live-protocol.md), each public field named; what is no longer public is left out.
    """
    moved = list(moved)
    fragments = {f.id: f for f in fragments_of(column, [(m.entry, m.label) for m in moved if m.entry and m.label])}
    # What is new since then is new to every page; asking where it stands among the others would tell nothing.
    near = {post: _nearest(post) for post in {f.post for f in fragments.values() if f.first_seq <= since}}
    posts = _posts({m.post for m in moved if m.post})

    told: list[tuple[int, dict[str, Any]]] = []
    for m in moved:
        if m.entry:
            if fragment := fragments.get(m.entry):
                told.append((m.seq, entry_change(fragment, near[fragment.post] if fragment.first_seq <= since else "")))
        elif m.post:
            if post := posts.get(m.post):
                told.append((m.seq, _post_change(column, post, m.seq)))
        else:
            told.append((m.seq, {"op": "column", "seq": m.seq, "html": column_regions(column)}))
    return told


def _posts(ids: Collection[str]) -> dict[str, Post]:
    """The public ones of some posts, by id."""
    if not ids:
        return {}
    return {post.pk: post for post in Post.objects.public().select_related("column").filter(pk__in=ids)}


def entry_change(fragment: Fragment, near: str = "") -> dict[str, Any]:
    """One entry as pages are told of it. Below the place `near`, or when heavy, without HTML."""
    light = len(fragment.html.encode()) <= HEAVY and fragment.sort >= near
    return {
        "op": "gone" if fragment.withdrawn else "entry",
        "post": fragment.post,
        "id": fragment.id,
        "seq": fragment.seq,
        "sort": fragment.sort,
        "key": fragment.key,
        "html": fragment.html if light else None,
    }


def _post_change(column: Column, post: Post, seq: int) -> dict[str, Any]:
    regions = post_regions(column, post)
    light = sum(len(html.encode()) for html in regions.values()) <= HEAVY
    return {
        "op": "post",
        "post": post.pk,
        "seq": seq,
        "state": post.state,
        "title": post.title,
        "url": post.get_absolute_url(),
        "html": regions if light else None,
    }


def _nearest(post_id: str) -> str:
    """The place of the last of a post's newest NEAR entries; empty when it has fewer."""
    rows = Entry.objects.filter(post=post_id).public().newest_first().values_list("display_time", "first_seq")
    row = next(iter(rows[NEAR - 1 : NEAR]), None)
    return str(Place.at(*row)) if row else ""
