"""What the editor asks about the pictures in a text: how far each has come, and what is still to be said of it.

A picture is told of as any editor may see it: what was uploaded, and what a camera wrote into it, is not part of that.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from columns.images.reasons import Reason
from columns.models import Image
from columns.publishing.image_words import ImageWords, what_is_missing
from columns.publishing.shown_images import MOST
from columns.reading.covers import cover_words
from columns.reading.pictures import picture_words, usual_width

from . import seen
from .image_credits import last_credit
from .roles import standing

#: The width in pixels of the rendition that editors see in small.
THUMBNAIL = 400
_ID = re.compile(r"[a-z2-7]{12}")


@require_GET
def cards(request: HttpRequest) -> JsonResponse:
    """`GET ?id=…&id=…`: those pictures, as many at once as an entry may hold."""
    if (refused := barred(request, "describe_image")) is not None:
        return refused
    ids = [each for each in request.GET.getlist("id")[:MOST] if _ID.fullmatch(each)]
    return answer(request, *seen.images(request).filter(pk__in=ids))


def barred(request: HttpRequest, verb: str) -> JsonResponse | None:
    """Why this person gets no answer; None: they do. Nothing of what they sent has been read."""
    if not request.user.is_staff:
        return refusal(
            _("You are not signed in any more. Sign in in another tab, and try again here."), status=403
        )
    return None if standing(request).may(verb) else not_allowed()


def not_allowed() -> JsonResponse:
    """It is there, and not for this person."""
    return refusal(_("You do not have the permission to do this."), status=403)


def refusal(message: str, status: int = 200) -> JsonResponse:
    """No, and why."""
    return JsonResponse({"message": message}, status=status)


def answer(request: HttpRequest, *images: Image, status: int = 200) -> JsonResponse:
    """What is known of some pictures, and the credit that is offered for the next."""
    told = {"cards": [card(image, request) for image in images], "last_credit": last_credit(request)}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def card(image: Image, request: HttpRequest) -> dict[str, Any]:
    """A picture as the editor is told of it. `thumbnail` is empty if it is withdrawn: there is none."""
    missing = None if image.is_withdrawn else what_is_missing(ImageWords.of(image))
    return {
        "id": image.pk,
        "revision": image.revision,
        "state": image.state,
        "state_text": _state_text(image),
        "name": picture_words(image),
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "thumbnail": thumbnail_of(image),
        "covered": image.is_covered,
        "cover": cover_words(image).get("kinds", ""),
        "missing": missing.message if missing else "",
        "missing_field": (missing.field or "") if missing else "",
        "edit_url": _edit_url(image) if standing(request).may("describe_image") else "",
        "describe_url": reverse("admin:columns_image_describe", args=[image.pk]),
    }


def _state_text(image: Image) -> str:
    """What is to be said of how far it has come; nothing of what is ready."""
    if image.is_withdrawn:
        return _("Withdrawn: %(reason)s") % {"reason": image.withdrawal_reason}
    if image.state == Image.State.FAILED:
        why = Reason(image.reason).label if image.reason else ""
        return _("Readers see it in one size only. %(why)s") % {"why": why}
    return ""


def thumbnail_of(image: Image) -> str:
    """The address of a small rendition; empty if it has none."""
    return image.url(usual_width(image, THUMBNAIL)) if image.sizes else ""


def _edit_url(image: Image) -> str:
    return reverse("admin:columns_image_change", args=[image.pk])
