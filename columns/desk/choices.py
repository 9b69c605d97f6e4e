"""Choices: what is offered while an editor types: tags, names to sign with, and earlier entries to continue."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, JsonResponse

from columns.models import Author, Entry, Tag

from .door import Desk, at_desk

MOST = 20


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:100]


@at_desk("GET")
def tags(request: HttpRequest, desk: Desk) -> JsonResponse:
    """`tags/?q=`: the names of the column's tags that begin so."""
    found = Tag.objects.filter(column=desk.column, folded__startswith=_asked(request).casefold())
    return JsonResponse({"tags": list(found.values_list("name", flat=True)[:MOST])})


def authors_for(user: User) -> dict[str, Any]:
    """All that can stand under an update, and the one that does unless something else is chosen."""
    found = list(Author.objects.values_list("pk", "name", "user"))
    told = {pk: {"id": pk, "name": name} for pk, name, _user in found}
    own = next((told[pk] for pk, _name, owner in found if owner == user.pk), None)
    return {"author": own, "authors": list(told.values())}


@at_desk("GET")
def authors(request: HttpRequest, desk: Desk) -> JsonResponse:
    """`authors/`: the names as they are now; the page asks again, since others make new ones."""
    return JsonResponse(authors_for(desk.user))


@at_desk("GET")
def to_continue(request: HttpRequest, desk: Desk) -> JsonResponse:
    """The published entries that say something of it, newest first: the first ones of their threads."""
    asked = _asked(request)
    entries = Entry.objects.published().filter(column=desk.column, continues=None).newest_first()
    if asked:
        entries = entries.filter(Q(headline__icontains=asked) | Q(body__icontains=asked) | Q(pk=asked))
    told = [
        {"id": entry.pk, "text": entry.in_short, "time": entry.display_time and entry.display_time.isoformat()}
        for entry in entries[:MOST]
    ]
    return JsonResponse({"entries": told})
