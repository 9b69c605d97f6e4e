"""The posts of a token's column, so that a tool finds today's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from columns.models import Token

from . import told
from .reading import posts_for

#: So many, the newest.
MOST = 50


def read(request: HttpRequest, token: Token) -> HttpResponse:
    """`GET /api/v1/posts`: the newest first; those that take entries now are `live`."""
    posts = posts_for(token).select_related("column").newest_first()
    return JsonResponse({"posts": [told.post(post) for post in posts[:MOST]]})
