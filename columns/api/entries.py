"""Publishing an entry from outside."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from columns.models import Entry, Post
from columns.publishing import permissions
from columns.publishing.entries import publish_entry

from .bearer import token_of
from .body import read_object
from .door import for_tools
from .fields import text_of
from .key import submit_id_of
from .problems import Problem

#: The revision that publishing made. A retry hears of that one, whatever editors have made of the entry since: a tool
#: that was told theirs could go on from a text that it has never seen.
FIRST_REVISION = 1


@for_tools
def publish(request: HttpRequest, post_id: str) -> HttpResponse:
    """`POST /api/posts/<id>/entries`: publish an entry into a live post, once for each key (docs/api.md)."""
    token = token_of(request)
    permissions.check(token.user, "publish_entry")
    post = _post(post_id)
    submit_id = submit_id_of(request, token)
    told = read_object(request)
    entry = publish_entry(
        by=token.user, post=post, text=text_of(told), submit_id=submit_id,
        pinned=told.get("pinned", False), key_event=told.get("key_event", False),
    )
    return _created(entry)


def _post(post_id: str) -> Post:
    post = Post.objects.filter(pk=post_id).first() if post_id.isprintable() else None
    if post is None:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such post."))
    return post


def _created(entry: Entry) -> HttpResponse:
    url = settings.SITE_URL + entry.get_absolute_url()
    published_at = entry.published_at and entry.published_at.isoformat()
    told = {
        "id": entry.pk, "url": url, "seq": entry.first_seq, "revision": FIRST_REVISION, "published_at": published_at
    }
    return JsonResponse(told, status=HTTPStatus.CREATED, headers={"Location": url})
