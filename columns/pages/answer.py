"""Answer: what every reader's page has in common: conditional, cacheable, the same bytes for everyone
but those whose browser asks to save data.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from columns.models import Column, Site
from columns.reading.fragments import as_column
from columns.reading.frugal import EVERY, frugal
from columns.reading.lookups import NotThere, TakenDown
from columns.reading.validators import column_label, etag

from .errors import taken_down
from .links import feed_links

#: Browsers ask each time (and mostly hear 304); a shared cache may answer for two seconds: a withdrawal waits for it.
FRESHNESS = "public, max-age=0, s-maxage=2"


def reader_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that only reads: 404 of what is not there, 410 of a column that was taken down."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotThere as error:
            raise Http404 from error
        except TakenDown:
            return taken_down(request)

    return require_safe(answer)


def moved(request: HttpRequest, address: str) -> HttpResponse | None:
    """A permanent redirect to `address`, query and all, unless the request came there."""
    if request.path == unquote(address):
        return None
    query = request.META.get("QUERY_STRING")
    # Kept no longer than a page: the address may be taken back, and browsers keep a redirect for ever unless told.
    return HttpResponsePermanentRedirect(
        f"{address}?{query}" if query else address, headers={"Cache-Control": FRESHNESS}
    )


def conditional(request: HttpRequest, tag: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """304 where the reader has this already, before anything is rendered; else the answer, with its ETag."""
    response = get_conditional_response(request, etag=tag) or answer()
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FRESHNESS
    return response


def column_page(
    request: HttpRequest, column: Column, template: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A page about a column, in its language and zone, labelled with its head (which was read first)."""

    site = Site.current()
    is_lite = site.lite_at is not None
    saves = is_lite or request.headers.get("Save-Data", "").casefold() == "on"

    def answer() -> HttpResponse:
        with as_column(column):
            about = {"column": column, "page_language": column.language, "page_direction": column.direction}
            pace = {"every": EVERY if is_lite else 0}
            page = _page(request, template, {**about, **pace, **context()}, column, site)
            if saves:
                page.content = frugal(page.content.decode()).encode()
            return page

    response = conditional(request, etag(request.get_full_path(), column_label(column), saves, is_lite), answer)
    patch_vary_headers(response, ["Save-Data"])
    return response


def site_page(request: HttpRequest, label: str, template: str, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """A page about the site as a whole."""
    language = settings.LANGUAGE_CODE

    def answer() -> HttpResponse:
        direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
        about = {"page_language": language, "page_direction": direction}
        return _page(request, template, {**about, **context()})

    return conditional(request, etag(request.get_full_path(), label), answer)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], column: Column | None = None, site: Site | None = None
) -> HttpResponse:
    about: dict[str, Any] = {
        "site": site or Site.current(),
        "canonical": settings.SITE_URL + context.get("address", request.path),
        "feeds": feed_links(column, context.get("post")),
    }
    return render(request, template, {**about, **context})
