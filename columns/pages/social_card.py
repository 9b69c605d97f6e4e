"""Social cards: the picture that networks show of a link to a post or an entry, drawn when the first of them asks.

While it is being drawn the answer is 202. Nobody hears that: `patience.py` asks again, and at last makes a 503 of it.
"""

from __future__ import annotations

import datetime
from functools import wraps
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from columns.models import Entry, Post, SocialCard
from columns.publishing.social_cards import lose_card, want_card
from columns.reading.lookups import NotThere, TakenDown, column_at, entry_at, post_at, public
from columns.reading.social_cards import card_of, carrier

HEADERS = {
    "Cache-Control": "public, max-age=300",
    # Other sites show it: that is what it is for.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
#: Seconds after which whoever got none may ask again.
RETRY_AFTER = 5


class _Lookup(Protocol):
    def __call__(self, slug: str, *args: Any, **kwargs: Any) -> Post | Entry: ...


def _card_of(lookup: _Lookup) -> Any:
    """The view of the card of what `lookup` finds; 404 of what is not public, taken down or never there."""

    @wraps(lookup)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            thing = lookup(*args, **kwargs)
        except (NotThere, TakenDown) as error:
            raise Http404 from error
        return _answer(request, carrier(thing))

    return require_safe(answer)


@_card_of
def post_card(slug: str, date: datetime.date, post_slug: str) -> Post:
    """`/<column>/<yyyy-mm-dd>/<post-slug>/card.jpg`: the card of a post."""
    found = post_at(slug, date, post_slug)
    return public(found, found.column if found else None)


@_card_of
def entry_card(slug: str, entry_id: str) -> Entry:
    """`/<column>/entry/<id>/card.jpg`: the card of an entry; of a withdrawn one that of its post."""
    found = entry_at(slug, entry_id)
    return public(found, found.column if found else column_at(slug))


def _answer(request: HttpRequest, thing: Post | Entry) -> HttpResponse:
    """The card as it is to look now, whatever `?v=` says: that is only there for caches."""
    digest = card_of(thing).digest
    tag = f'"{digest}"'
    row = SocialCard.objects.of(thing).filter(digest=digest).first()
    response = (get_conditional_response(request, etag=tag) or _file(row)) if row else None
    if response is None:
        want_card(by=None, of=thing, digest=digest)
        headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
        return HttpResponse(status=202, content_type="text/plain", headers=headers)
    for name, value in {**HEADERS, "ETag": tag}.items():
        response.headers[name] = value
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # it is compressed already
    return response


def _file(row: SocialCard) -> HttpResponse | None:
    """What lies in the storage; None if it no longer does, for which the row may then be drawn anew."""
    try:
        with row.file.open() as file:
            return HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        lose_card(by=None, card=row)
        return None
