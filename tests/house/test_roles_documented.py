"""The written matrix leaves nothing out: no act, no address of the staff, the tools and the readers' connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import URLResolver, get_resolver, resolve

from columns.live.routing import http_urlpatterns, websocket_urlpatterns

from . import written

#: Below these, every address has a row. (The readers' pages are the same for everybody.)
GUARDED = ("admin/", "api/", "live/")
#: Behind another one that takes its place.
SHADOWED = {"admin/r/<path:content_type_id>/<path:object_id>/"}
KEYS = {"writing": UUID(int=1)}


def routes(patterns: Any, before: str = "") -> Iterator[str]:
    """All that the resolver knows."""
    for pattern in patterns:
        own = str(pattern.pattern)
        route = before + own.removeprefix("^") if before else own
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_each_act_stands_under_its_least_role() -> None:
    assert written.acts() == written.acts_in_code(), "see tests.house.written.rewrite_acts"


def test_every_address_has_a_row() -> None:
    known = {route for route in routes(get_resolver().url_patterns) if route.lstrip("^").startswith(GUARDED)}
    paths = {written.filled(row.address, KEYS).partition("?")[0] for row in written.addresses()}
    assert known - SHADOWED - {resolve(path).route for path in paths} == set()


def test_every_stream_and_socket_has_a_row() -> None:
    known = {str(each.pattern).replace("<str:", "<") for each in [*http_urlpatterns, *websocket_urlpatterns]}
    assert known == written.sockets().keys()
