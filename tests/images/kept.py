"""Pictures that editors have taken in and described, and what a job would have made of them: small and quick files."""

from __future__ import annotations

import functools
import itertools
from typing import Any
from unittest.mock import patch

from columns.images.exif import Evidence
from columns.images.renditions import Made
from columns.images.specs import FORMATS, WIDTHS
from columns.images.taken import Taken
from columns.models import Image
from columns.publishing import images
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image
from columns.publishing.permissions import Actor
from columns.publishing.renditions import settle_image
from tests.images.drawn import drawn, filed

SAID = {"alt": "People walk over a bridge.", "caption": "The bridge, on Wednesday", "credit": "Lena Haddad"}
COVER = {
    "cover": ("death", "blood"), "cover_note": "Two bodies under blankets in the street.", "identifiable": False,
    "alt": "A man without a face lies beside a woman.", "caption": "The morning after", "credit": "Lena Haddad",
}
CODECS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
_numbers = itertools.count()


def taken(by: Actor, size: tuple[int, int] = (1200, 800), **said: Any) -> Image:
    """A picture of that size like no other, with one rendition as yet."""
    with patch.object(images, "taken", lambda body: _taken(size)):
        image = take_image(by=by, body=f"another file {next(_numbers)}".encode())
    return describe_image(by=by, image=image, revision=image.revision, words=ImageWords(**{**SAID, **said}))


def _taken(size: tuple[int, int]) -> Taken:
    """What a process apart would bring, without the process."""
    first = (min(800, size[0]), max(1, round(size[1] * min(800, size[0]) / size[0])))
    files = (filed(drawn(size=each), "JPEG", quality=30) for each in (size, first))
    return Taken(next(files), "jpg", *size, next(files), *first, "a63" * 12, Evidence())


def settled(by: Actor, size: tuple[int, int] = (1200, 800), **said: Any) -> Image:
    """One of which all renditions are there, each as wide as it says."""
    image = taken(by, size, **said)
    widths = sorted({*(width for width in WIDTHS if width < size[0]), size[0], image.sizes[0][0]})
    sizes = [(width, max(1, round(size[1] * width / size[0]))) for width in widths]
    files = {
        (width, ending): _encoded(width, height, ending) for width, height in sizes for ending in FORMATS
    }
    settle_image(by=None, image=image, made=Made(sizes, files, "a63" * 12))
    return Image.objects.get(pk=image.pk)


@functools.cache
def _encoded(width: int, height: int, ending: str) -> bytes:
    quick = {"speed": 10} if ending == "avif" else {}
    return filed(drawn(size=(width, height)), CODECS[ending], quality=30, **quick)
