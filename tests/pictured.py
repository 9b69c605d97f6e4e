"""Pictured: images in the database, most of whose files nobody looks into: made-up bytes stand for them."""

from __future__ import annotations

import itertools
from typing import Any
from unittest.mock import patch

from columns.images.exif import Evidence
from columns.images.renditions import First, Made
from columns.images.specs import FORMATS
from columns.images.taken import Taken
from columns.models import Column, Image
from columns.publishing import images, renditions
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image
from columns.publishing.permissions import Actor
from tests.images.drawn import drawn, filed

SIZES = [(400, 300), (800, 600), (1200, 900), (1600, 1200)]
MASTER = filed(drawn(), "JPEG")
SEEN = Evidence(captured_at="2015-10-07T21:30:00", latitude=36.2, longitude=37.16, make="Maker", model="X100")
TAKEN = Taken(
    master=MASTER, master_type="jpg", width=1600, height=1200, first=b"a first one", first_width=800,
    first_height=600, blur="abc" * 12, evidence=SEEN,
)
MADE = Made(sizes=SIZES, files={
    (width, ending): f"{width} {ending}".encode() for width, _height in SIZES for ending in FORMATS
}, blur="def" * 12)

_numbers = itertools.count()


def taken(by: Actor, body: bytes = b"", column: Column | None = None) -> Image:
    """A picture that somebody has uploaded; by default, another one each time."""
    with patch.object(images, "taken", lambda body: TAKEN):
        return take_image(by=by, body=body or f"picture {next(_numbers)}".encode(), column=column)


def described(by: Actor, image: Image | None = None, **said: Any) -> Image:
    """A picture of which so much is said that it may be published; `said` are more words, or others."""
    image = image or taken(by)
    words = ImageWords(**{"alt": "Smoke over the silos", "credit": "Lina Haddad", **said})
    revision = Image.objects.get(pk=image.pk).revision
    with patch.object(renditions, "first_of", lambda master, crop: First(b"a cut one", 700, 500, "123" * 12)):
        return describe_image(by=by, image=image, revision=revision, words=words)


def settled(image: Image, made: Made = MADE) -> Image:
    """The same with all its renditions."""
    image = Image.objects.get(pk=image.pk)
    assert renditions.settle_image(by=None, image=image, made=made)
    return Image.objects.get(pk=image.pk)
