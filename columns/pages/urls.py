"""Addresses of the reader's pages (docs/addresses.md: others rely on them)."""

from __future__ import annotations

from django.urls import path

from columns.reading import addresses  # noqa: F401  (a path's `date`)

from . import errors, media, plain_files, player, social_card, views

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", plain_files.robots, name="robots"),
    path("favicon.ico", plain_files.favicon, name="favicon"),
    path("healthz", plain_files.healthz, name="healthz"),
    path("media/<path:name>", media.media, name="media"),
    path("embed/<str:embed_id>/player/", player.player, name="player"),
    path("<str:slug>/", views.column, name="column"),
    path("<str:slug>/<date:date>/<str:post_slug>/", views.post, name="post"),
    path("<str:slug>/entry/<str:entry_id>/", views.entry, name="entry"),
    path("<str:slug>/entry/<str:entry_id>/fragment", views.fragment, name="fragment"),
    path("<str:slug>/<date:date>/<str:post_slug>/card.jpg", social_card.post_card, name="post_card"),
    path("<str:slug>/entry/<str:entry_id>/card.jpg", social_card.entry_card, name="entry_card"),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
