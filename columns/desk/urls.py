"""Addresses of the desk, below `/admin/desk/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from . import acts, changes, choices, home, page, previews, sending, writings

app_name = "desk"


def entries(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """`entries/`: by GET those that can be continued, else a new one."""
    view: Callable[..., HttpResponseBase] = choices.to_continue if request.method == "GET" else sending.new
    return view(request, **kwargs)


urlpatterns = [
    path("", home.home, name="home"),
    path("<str:post_id>/", page.page, name="page"),
    path("<str:post_id>/changes", changes.changes, name="changes"),
    path("<str:post_id>/earlier", changes.earlier, name="earlier"),
    path("<str:post_id>/entries/", entries, name="entries"),
    path("<str:post_id>/entries/<str:entry_id>/", sending.entry, name="entry"),
    path("<str:post_id>/entries/<str:entry_id>/<slug:name>/", acts.act, name="act"),
    path("<str:post_id>/writing/<uuid:writing_id>/", writings.writing, name="writing"),
    path("<str:post_id>/preview/", previews.preview, name="preview"),
    path("<str:post_id>/tags/", choices.tags, name="tags"),
    path("<str:post_id>/authors/", choices.authors, name="authors"),
]
