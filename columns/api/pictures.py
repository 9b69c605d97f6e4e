"""Bringing in pictures from outside, and saying what they show."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from columns.models import Image, Token
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image
from columns.publishing.shown_images import is_shown

from .body import check, read_object
from .door import check_scope
from .entries import revision_in
from .found import image_of
from .problems import Problem, changed_since
from .reading import check_reads_image

#: What a tool can say of a picture, and how it is written.
KINDS: dict[str, type] = {
    "caption": str,
    "alt": str,
    "decorative": bool,
    "credit": str,
    "cover": list,
    "cover_note": str,
    "identifiable": bool,
}


def take(request: HttpRequest, token: Token) -> HttpResponse:
    """`POST /api/v1/pictures`: the file itself as the body. The same file again is the same picture."""
    check_scope(token, Token.Scope.UPLOAD)
    if not (request.content_type or "").startswith("image/"):
        kind = _("Send the file itself, with the type of its picture.")
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, kind, Accept="image/jpeg, image/png, image/webp, image/avif")
    image = take_image(by=token.user, body=request.read(), column=token.column)
    return JsonResponse(_told(image), status=HTTPStatus.CREATED)


def read(request: HttpRequest, token: Token, image_id: str) -> HttpResponse:
    """`GET /api/v1/pictures/<id>`: how far it has come, and what is said of it."""
    image = image_of(token, image_id)
    check_reads_image(token, image)
    return JsonResponse(_told(image))


def describe(request: HttpRequest, token: Token, image_id: str) -> HttpResponse:
    """`PATCH /api/v1/pictures/<id>`: what it shows, from exactly the revision that is named.

    Once readers see it, other words for it are an amendment.
    """
    check_scope(token, Token.Scope.UPLOAD)
    image = image_of(token, image_id)
    if is_shown(image):
        check_scope(token, Token.Scope.AMEND)
    sent = read_object(request)
    revision = revision_in(sent)
    check(sent, KINDS)
    if not all(isinstance(kind, str) for kind in sent.get("cover", [])):
        raise Problem(HTTPStatus.BAD_REQUEST, _("“cover” is a list of words."), "cover")
    before = ImageWords.of(image)
    words = replace(before, **{**sent, **({"cover": tuple(sent["cover"])} if "cover" in sent else {})})
    if words != before:
        if revision != image.revision:
            raise changed_since(image.revision)
        image = describe_image(by=token.user, image=image, revision=revision, words=words)
    return JsonResponse(_told(image))


def _told(image: Image) -> dict[str, Any]:
    """What is known of a picture. `block` is what puts it into the body of an entry."""
    words = ImageWords.of(image)
    return {
        "id": image.pk,
        "state": image.state,
        "revision": image.revision,
        "width": image.width,
        "height": image.height,
        "block": f'<figure class="images">{image.pk}</figure>',
        **{name: getattr(words, name) for name in KINDS if name != "cover"},
        "cover": list(words.cover),
    }
