"""Credits: whom the pictures of late are by, so that the next one need not be typed."""

from __future__ import annotations

from django.http import HttpRequest

from columns.models import Image

from . import seen

#: So many are offered, and so many of the newest pictures are looked through for them.
OFFERED, LOOKED_THROUGH = 20, 200
_LAST = "image_credit"


def note_credit(request: HttpRequest, credit: str) -> None:
    """Remember what this editor has just credited."""
    if credit:
        request.session[_LAST] = credit


def last_credit(request: HttpRequest) -> str:
    """What this editor credited last; empty if nothing yet."""
    noted: str = request.session.get(_LAST, "")
    if noted or request.user.is_anonymous:
        return noted
    mine = Image.objects.filter(uploaded_by=request.user).exclude(credit="").order_by("-uploaded_at")
    return mine.values_list("credit", flat=True).first() or ""


def known_credits(request: HttpRequest) -> list[str]:
    """Those of the newest pictures, each once, this editor's last one first."""
    newest = seen.images(request).exclude(credit="").order_by("-uploaded_at").values_list("credit", flat=True)
    return list(dict.fromkeys(filter(None, [last_credit(request), *newest[:LOOKED_THROUGH]])))[:OFFERED]
