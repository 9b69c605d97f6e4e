"""The reader's pages: home, column, post, entry."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.safestring import SafeString, mark_safe

from columns.models import Column, Entry, Post, Site
from columns.reading.delta import entry_change
from columns.reading.fragments import fragments_of, permalink
from columns.reading.lookups import column_at, entry_at, post_at, public
from columns.reading.overview import newest_post, overview
from columns.reading.place import Place
from columns.reading.regions import column_regions, post_regions
from columns.reading.validators import column_label, etag, site_label
from columns.reading.window import read_window
from columns.reading.zones import zone_label

from .answer import column_page, conditional, moved, reader_page, site_page
from .sharing import of_column, of_entry, of_post, of_site


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """`/`: the columns, live ones first."""
    site = Site.current()
    label = site_label(site)

    def context() -> dict[str, Any]:
        live, closed = overview()
        first = next((item.post for item in (*live, *closed) if item.post), None)
        return {"live": live, "closed": closed, "sharing": of_site(site, first)}

    return site_page(request, label, "pages/home.html", context)


@reader_page
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<column>/`: the stream of the newest post, and the chain of posts."""
    column = public(found := column_at(slug), found)
    return moved(request, column.get_absolute_url()) or column_page(
        request, column, "pages/column.html", lambda: _stream(request, column, newest_post(column), "column")
    )


@reader_page
def post(request: HttpRequest, slug: str, date: datetime.date, post_slug: str) -> HttpResponse:
    """`/<column>/<yyyy-mm-dd>/<post-slug>/`: one post and its stream, from `?before=` on."""
    found = post_at(slug, date, post_slug)
    post = public(found, found.column if found else column_at(slug))
    return moved(request, post.get_absolute_url()) or column_page(
        request, post.column, "pages/post.html", lambda: _stream(request, post.column, post, "post")
    )


def _stream(request: HttpRequest, column: Column, post: Post | None, kind: str) -> dict[str, Any]:
    regions = column_regions(column)
    live = _live(column, kind, post)
    if post is None:
        return {"post": None, "regions": _named(regions), "live": live, "sharing": of_column(column)}
    before = Place.parse(request.GET.get("before", ""))
    window = read_window(column, post, before, Place.parse(request.GET.get("through", "")))
    address = post.get_absolute_url()
    return {
        "post": post,
        "regions": _named({**post_regions(column, post), **regions}),
        "fragments": [_rendered(fragment.html) for fragment in window.fragments],
        "zone_label": zone_label(column, post.date),
        "older_url": f"{address}?before={window.lower}" if window.lower else "",
        "newer_url": address if before else "",
        "live": {**live, "upper": str(before or ""), "lower": str(window.lower or "")},
        "address": address,
        "sharing": of_post(post),
    }


def _named(regions: dict[str, str]) -> dict[str, str]:
    """Regions under names that a template can write."""
    return {name.replace("-", "_"): _rendered(html) for name, html in regions.items()}


def _rendered(html: str) -> SafeString:
    """What our own templates rendered, and escaped, elsewhere: it is not escaped again."""
    return mark_safe(html)  # noqa: S308


def _live(column: Column, kind: str, post: Post | None) -> dict[str, Any]:
    """The label of a page, for its script: where to listen, and what it shows up to which change."""
    return {
        "url": f"/live/{column.slug}/", "epoch": column.epoch, "seq": column.head_seq,
        "kind": kind, "post": post.pk if post else "", "state": post.state if post else "",
        "address": (post or column).get_absolute_url(), "upper": "", "lower": "",
    }


@reader_page
def entry(request: HttpRequest, slug: str, entry_id: str) -> HttpResponse:
    """`/<column>/entry/<id>/`: one entry on its own page; a withdrawn one is a stub."""
    found = entry_at(slug, entry_id)
    entry = public(found, found.column if found else column_at(slug))
    return moved(request, permalink(entry.column, entry.pk)) or column_page(
        request, entry.column, "pages/entry.html", lambda: _single(entry.column, entry)
    )


def _single(column: Column, entry: Entry) -> dict[str, Any]:
    post = entry.post
    place = Place.of(entry)
    just_above = replace(place, first_seq=place.first_seq + 1)
    fragments = fragments_of(column, [(entry.pk, entry.seq or 0)])
    return {
        "entry": entry,
        "headline": entry.headline,
        "post": post,
        "fragment": _rendered("".join(fragment.html for fragment in fragments)),
        "regions": _named({**post_regions(column, post), **column_regions(column)}),
        "zone_label": zone_label(column, post.date),
        "in_context_url": f"{post.get_absolute_url()}?before={just_above}#e-{entry.pk}",
        "live": _live(column, "entry", post),
        "sharing": of_entry(entry),
    }


@reader_page
def fragment(request: HttpRequest, slug: str, entry_id: str) -> HttpResponse:
    """`/<column>/entry/<id>/fragment`: the entry as the live protocol tells of it, whole, as it is now."""
    found = entry_at(slug, entry_id)
    entry = public(found, found.column if found else column_at(slug))

    def answer() -> HttpResponse:
        (fragment,) = fragments_of(entry.column, [(entry.pk, entry.seq or 0)])
        change = entry_change(fragment) | {"html": fragment.html}
        return JsonResponse(change, json_dumps_params={"ensure_ascii": False})

    return conditional(request, etag(request.path, column_label(entry.column)), answer)
