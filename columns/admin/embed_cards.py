"""What the editor asks about the embeds in a text: it takes them, and tells how far the copy of each has come.

Nothing here waits for another site: an embed that is new is pending, and is asked about again until it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from columns.models import Column, Embed
from columns.outside.reasons import Reason
from columns.publishing.confirmation import ConfirmationNeeded, check_confirmed
from columns.publishing.embed_texts import MOST
from columns.publishing.embeds import retry_embed, take_embed
from columns.publishing.errors import Refused
from columns.reading.cards import card
from columns.reading.fragments import as_column

from . import seen
from .roles import of_own_columns, standing

_ID = re.compile(r"\w{1,16}", re.ASCII)


@require_http_methods(["GET", "POST"])
def cards(request: HttpRequest) -> JsonResponse:
    """`GET ?id=…&id=…`: those embeds. `POST url=…&url=…`: those at these addresses, new ones too; with `retry=1` they
    are asked for again. `column=…` says whose language and zone the cards are in. As many at once as an entry may hold.
    """
    if not request.user.is_staff:
        return _refusal(_("You are not signed in any more. Sign in in another tab: this page goes on by itself then."))
    if not standing(request).may("take_embed"):
        return _refusal(_("You do not have the permission to do this."))
    column = _column(request)
    if request.method == "POST":
        found = list(_taken(request, column))
    else:
        ids = [each for each in request.GET.getlist("id")[:MOST] if _ID.fullmatch(each)]
        found = [_told(embed, request, column) for embed in seen.embeds(request).filter(pk__in=ids)]
    return JsonResponse({"cards": found}, json_dumps_params={"ensure_ascii": False})


def _refusal(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=403)


def _column(request: HttpRequest) -> Column | None:
    key = request.GET.get("column", "")
    own = of_own_columns(request, Column.objects.all(), column="pk")
    return own.filter(pk=int(key)).first() if re.fullmatch(r"[0-9]{1,18}", key) else None


def _taken(request: HttpRequest, column: Column | None) -> Iterator[dict[str, Any]]:
    for url in request.POST.getlist("url")[:MOST]:
        more: dict[str, str] = {}
        try:
            embed = take_embed(by=request.user, url=url)
            if request.POST.get("retry"):
                embed, more = _asked_again(request, embed)
        except Refused as refusal:
            yield {"asked": url, "state": "refused", "reason_text": refusal.message}
        else:
            seen.remember(request, embed)
            yield {"asked": url, **_told(embed, request, column), **more}


def _asked_again(request: HttpRequest, embed: Embed) -> tuple[Embed, dict[str, str]]:
    """The embed, asked for anew; or as it is, and what is said of it: there is no room for a password on a card."""
    try:
        check_confirmed(request.session, [embed])
    except ConfirmationNeeded:
        why = _("Readers see it in an older entry or a closed post: fetch it again on its page, with your password.")
        return embed, {"reason_text": why}
    return retry_embed(by=request.user, embed=embed), {}


def _told(embed: Embed, request: HttpRequest, column: Column | None) -> dict[str, Any]:
    """An embed as the editor is told of it. While there is nothing to show, it has no HTML."""
    reason = Reason(embed.reason) if embed.reason in Reason else None
    is_shown = embed.has_copy or embed.state != Embed.State.PENDING
    return {
        "id": embed.pk,
        "url": embed.url,
        "state": embed.state,
        "name": "" if embed.is_withdrawn else str(embed),
        "html": _rendered(embed, column) if is_shown else "",
        "reason": embed.reason,
        "reason_text": str(reason.label) if reason else "",
        "will_retry": embed.state == Embed.State.FAILED and embed.next_try_at is not None,
        "edit_url": _edit_url(embed) if standing(request).may("correct_embed") else "",
    }


def _rendered(embed: Embed, column: Column | None) -> str:
    where: AbstractContextManager[None] = as_column(column) if column else nullcontext()
    with where:
        return card(embed)


def _edit_url(embed: Embed) -> str:
    return reverse("admin:columns_embed_change", args=[embed.pk])
