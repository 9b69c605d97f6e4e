"""The player: a page of our own round a sound or a film that is a file on another site.

Pages play no media but our own. This one, which nobody sees before a click, plays one file, runs no script and stands
only in a frame of this site. Any host may serve the file: the address of a podcast mostly leads on to another one.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from columns.reading.embed_words import title_of
from columns.reading.lookups import playable

from .answer import FRESHNESS, reader_page

POLICY = (
    "default-src 'none'; media-src {schemes}; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


@reader_page
def player(request: HttpRequest, embed_id: str) -> HttpResponse:
    """`/embed/<id>/player/`: the file that an embed leads to, as long as readers are shown that embed."""
    embed = playable(embed_id)
    response = render(request, "pages/player.html", {"embed": embed, "title": title_of(embed)})
    schemes = "https:" if embed.media_url.startswith("https:") else "http: https:"
    response.headers["Content-Security-Policy"] = POLICY.format(schemes=schemes)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = FRESHNESS
    return response
