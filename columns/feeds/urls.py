"""Addresses of the feeds: below the site, a column and a post, in each format (docs/addresses.md)."""

from __future__ import annotations

from django.urls import path

from columns.reading import addresses  # noqa: F401  (a path's `date`)

from . import views
from .answer import FORMATS

urlpatterns = [
    each
    for format in FORMATS
    for each in (
        path(f"feed.{format}", views.site, {"format": format}, name=f"site-{format}"),
        path(f"<str:slug>/feed.{format}", views.column, {"format": format}, name=f"column-{format}"),
        path(
            f"<str:slug>/<date:date>/<str:post_slug>/feed.{format}", views.post, {"format": format},
            name=f"post-{format}",
        ),
    )
]
