"""The page of a desk: the composer on top, what waits, and the stream as readers see it."""

from __future__ import annotations

from typing import Any

import js_asset
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie

from columns.markup.sanitise import BODY_CAP
from columns.models import Byline, Post

from .choices import authors_for
from .cursor import Cursor
from .door import Desk, at_desk
from .form import UpdateForm
from .heads import head_of
from .items import items_of, opened
from .modules import addresses
from .rules import rights_of, rules_of
from .writings import writings_of

#: The style sheets of the reader's page that an entry needs.
STYLES = ("tokens", "base", "post", "entry", "related", "prose", "note", "card", "picture", "cover")
#: Posts that an entry can be moved to: the newest.
POSTS = 50


@ensure_csrf_cookie
@at_desk("GET", is_page=True)
def page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`/admin/desk/<post>/`: all of it, in a dozen questions to the database."""
    waiting, found, lower = opened(desk)
    items = items_of(desk, [*waiting, *found])
    form = UpdateForm(column=desk.column)
    media = js_asset.Media.from_media(form.media, nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
    context = {
        **admin_context(request),
        **head_of(desk),
        "title": desk.post.title, "may": rights_of(desk), "form": form, "media": media, "modules": addresses(),
        "waiting": items[: len(waiting)], "stream": items[len(waiting) :], "after": str(Cursor.of(desk.column)),
        "writings": writings_of(desk), "people": [], "posts": _others(desk), "config": _config(desk, lower),
    }
    return render(request, "desk/post.html", context)


def admin_context(request: HttpRequest) -> dict[str, Any]:
    """What the admin's frame needs. Django's own would ask for every noun who may see it."""
    return {"has_permission": True, "is_nav_sidebar_enabled": False, "is_popup": False, "site_url": "/"}


def _others(desk: Desk) -> list[tuple[str, str]]:
    posts = Post.objects.filter(column=desk.column).exclude(pk=desk.post.pk).newest_first()
    return [(post.pk, str(post)) for post in posts.only("title", "date")[:POSTS]]


def _config(desk: Desk, lower: str) -> dict[str, Any]:
    """What the page's script has to know: who, where, and under which addresses."""
    column = desk.column
    return {
        "user": desk.user.pk, "user_name": desk.user.get_username(), "post": desk.post.pk, "column": column.pk,
        "zone": column.time_zone, "largest": BODY_CAP, "now": timezone.now().isoformat(),
        "page_language": column.language, "page_direction": column.direction,
        "styles": [static(f"css/{name}.css") for name in STYLES],
        **authors_for(desk.user),
        "roles": [(value, str(label)) for value, label in Byline.Role.choices],
        "addresses": _addresses(desk, lower), **rules_of(desk),
    }


def _addresses(desk: Desk, lower: str) -> dict[str, str | None]:
    page = reverse("desk:page", args=[desk.post.pk])
    return {
        "page": page, "entries": f"{page}entries/", "changes": f"{page}changes", "writing": f"{page}writing/",
        "earlier": f"{page}earlier?before={lower}" if lower else None, "preview": f"{page}preview/",
        "tags": f"{page}tags/", "authors": f"{page}authors/", "live": f"{page}live", "login": reverse("admin:login"),
    }
