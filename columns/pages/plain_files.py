"""Small addresses that are not pages: robots.txt, favicon.ico, healthz."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: all but the admin and the live addresses."""
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without being told where it is."""
    return HttpResponseRedirect(static("icons/favicon.ico"))


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process can reach the database; for load balancers and monitors. An error is a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
