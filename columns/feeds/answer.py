"""Answer: what all feeds have in common: public, conditional, cacheable, the same bytes for everyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from columns.reading.lookups import NotThere, TakenDown
from columns.reading.timeline import Told
from columns.reading.validators import etag

from .atom import Atom
from .channel import Channel
from .items import item_of
from .rss import Rss

FORMATS: dict[str, type[Rss | Atom]] = {"rss": Rss, "atom": Atom}

#: As for pages: whoever asks hears 304 while nothing changed; a shared cache may answer for two seconds.
FRESHNESS = "public, max-age=0, s-maxage=2"
#: A date in a header has no fractions. One that is served is this old, so that no later change can share it.
SETTLED = timedelta(seconds=2)

def reader_feed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that only reads, and says 410 of a column that was taken down: feed readers then stop asking."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotThere as error:
            raise Http404 from error
        except TakenDown:
            words = gettext("This column has been taken down.")
            return HttpResponse(f"{words}\n", status=410, content_type="text/plain; charset=utf-8")

    return require_safe(answer)


def moved(request: HttpRequest, page: str, format: str) -> HttpResponse | None:
    """A permanent redirect to the feed of `page`, unless the request came there."""
    address = f"{page}feed.{format}"
    if request.path == unquote(address):
        return None
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": FRESHNESS})


def feed(
    request: HttpRequest,
    format: str,
    label: str,
    changed: datetime | None,
    channel: Channel,
    newest: Callable[[], list[Told]],
) -> HttpResponse:
    """304 where the reader has this already, before anything is read or rendered; else the feed.

    `label` and `changed`, of what the feed shows, were read before it.
    """
    tag = etag(request.path, label)
    stamp = int(changed.timestamp()) if changed and timezone.now() - changed > SETTLED else None
    # Only the very date that was served counts: after a restored backup, or with a column gone, time goes backwards.
    same = parse_http_date_safe(request.headers.get("If-Modified-Since", "")) == stamp
    response = get_conditional_response(request, etag=tag, last_modified=stamp if same else None)
    response = response or _rendered(format, channel, changed, newest())
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FRESHNESS
    if stamp is not None:
        response.headers["Last-Modified"] = http_date(stamp)
    return response


def _rendered(format: str, channel: Channel, changed: datetime | None, told: list[Told]) -> HttpResponse:
    feed = FORMATS[format].of(channel, f"feed.{format}", map(item_of, told), changed)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
