"""Acts: what is done to an entry as it stands, by one press."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from columns.editing.confirming import confirm
from columns.editing.entry_acts import ACTS, EntryAct
from columns.models import Column, Post
from columns.publishing.errors import Refused, StaleEdit

from .cursor import Cursor
from .door import Desk, at_desk
from .sending import both, done

BY_NAME = {act.name: act for act in ACTS}
#: To approve what was submitted is to publish it, exactly as it was seen.
BY_NAME["approve"] = BY_NAME["publish"]
#: What could endanger somebody waits for no password.
AT_ONCE = {"hold"}


@at_desk("POST")
def act(request: HttpRequest, desk: Desk, entry_id: str, name: str) -> JsonResponse:
    """`POST entries/<id>/<act>/`, with what the act asks for."""
    if name not in BY_NAME:
        raise Http404
    chosen, entry = BY_NAME[name], desk.entry(entry_id)
    if not desk.may(chosen.needs):
        raise PermissionDenied
    said = _said(request, desk, chosen)
    if name not in AT_ONCE:
        confirm(request, entry)
        if entry.is_public:  # readers see it where it is moved to, as well
            confirm(request, said.get("post"))
    try:
        result = chosen.verb(by=desk.user, entry=entry, **_seen(request, chosen), **said)
    except StaleEdit as stale:
        return both(desk, stale)
    if result is None:  # a draft that was discarded
        column = Column.objects.get(pk=desk.column.pk)
        return JsonResponse({"id": entry_id, "state": "gone", "revision": None, "after": str(Cursor.of(column))})
    return done(result)


def _seen(request: HttpRequest, chosen: EntryAct) -> dict[str, int]:
    """The revision of the text that was on the page, if it says so."""
    said = request.POST.get("based_on", "")
    is_number = said.isdecimal() and said.isascii() and len(said) < 10
    return {"revision": int(said)} if chosen.is_of_a_text and is_number else {}


def _said(request: HttpRequest, desk: Desk, chosen: EntryAct) -> dict[str, Any]:
    """What was said for it, by the name that the verb has for it. Raises Refused."""
    if not chosen.asks:
        return {}
    said = request.POST.get(chosen.asks, "").replace("\0", "")
    if chosen.asks != "post":
        return {chosen.asks: said}
    post = Post.objects.filter(pk=said, column=desk.column).first()
    if post is None:
        raise Refused(_("Choose a post of this column."), "post")
    return {"post": post}
