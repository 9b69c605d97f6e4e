"""Saving a draft from outside, for somebody on the desk to publish."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from columns.models import Token
from columns.publishing.drafts import save_draft

from . import told
from .body import read_object
from .door import check_scope
from .entries import FIRST_REVISION
from .fields import text_of
from .found import post_of
from .key import submit_id_of


def save(request: HttpRequest, token: Token, post_id: str) -> HttpResponse:
    """`POST /api/v1/posts/<id>/drafts`: keep an entry as a draft, once for each key."""
    check_scope(token, Token.Scope.DRAFT)
    post, submit_id, sent = post_of(token, post_id), submit_id_of(request, token), read_object(request)
    entry = save_draft(
        by=token.user, post=post, text=text_of(sent), submit_id=submit_id,
        pinned=sent.get("pinned", False), key_event=sent.get("key_event", False),
    )
    return JsonResponse(told.entry(entry, FIRST_REVISION), status=HTTPStatus.CREATED)
