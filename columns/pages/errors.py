"""Pages for what is not there: 404, 410 and 500."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from columns.models import Site


def not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """404: nothing stands at this address."""
    return render(request, "404.html", {"site": _site()}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read; a form may be too large."""
    return render(request, "400.html", {"site": _site()}, status=400)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was opened before its sender signed in anew (Django's CSRF_FAILURE_VIEW)."""
    return render(request, "403_csrf.html", {"site": Site.current()}, status=403)


def taken_down(request: HttpRequest) -> HttpResponse:
    """410: something stood here, and the editors have taken it down."""
    return render(request, "410.html", {"site": Site.current()}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the server failed. The page asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _site() -> Site:
    """The site. Django has a 404 and a 400 made in a thread that is no request's, where nobody would close the
    connection: it would be kept from the pool, and be broken for good once the database has been away."""
    try:
        return Site.current()
    finally:
        if not connection.in_atomic_block:
            connection.close()
