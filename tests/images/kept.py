"""Pictures that editors have taken in and described, and what a job would have made of them: small and quick files."""

from __future__ import annotations

import itertools
from typing import Any

from columns.images.apart import Made
from columns.models import Image
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
WIDTHS = (400, 800, 1200, 1600, 2400)
_shades = itertools.count()


def taken(by: Actor, size: tuple[int, int] = (1200, 800), **said: Any) -> Image:
    """A picture of that size like no other, with one rendition as yet."""
    picture = drawn(size=size)
    number = next(_shades)
    picture.paste((number % 256, number // 256, 90), (0, 0, size[0] // 3, size[1]))
    image = take_image(by=by, body=filed(picture, "PNG"))
    return describe_image(by=by, image=image, revision=image.revision, words=ImageWords(**{**SAID, **said}))


def settled(by: Actor, size: tuple[int, int] = (1200, 800), **said: Any) -> Image:
    """One of which all renditions are there: each as wide as it says, all in the format that is quick to make."""
    image = taken(by, size, **said)
    widths = sorted({*(width for width in WIDTHS if width < size[0]), size[0], image.sizes[0][0]})
    sizes = [(width, max(1, round(size[1] * width / size[0]))) for width in widths]
    files = {
        (width, ending): filed(drawn(size=(width, height)), "JPEG" if ending == "jpg" else "WEBP", quality=30)
        for width, height in sizes for ending in ("webp", "jpg")
    }
    settle_image(by=None, image=image, made=Made(sizes, ["webp", "jpg"], files, "a63" * 12))
    return Image.objects.get(pk=image.pk)
