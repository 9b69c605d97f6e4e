"""The posts of a token's column, so that a tool finds today's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from columns.models import Post, Token

from . import told

#: So many, the newest.
MOST = 50


def read(request: HttpRequest, token: Token) -> HttpResponse:
    """`GET /api/v1/posts`: the newest first; those that take entries now are `live`."""
    posts = Post.objects.filter(column=token.column_id).select_related("column").newest_first()
    return JsonResponse({"posts": [told.post(post) for post in posts[:MOST]]})
