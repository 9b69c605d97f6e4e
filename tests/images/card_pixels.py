"""Social cards for the tests, and where on one there is anything to be seen."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from PIL import Image, ImageChops

from columns.images.card import PAPER, draw_card
from columns.images.card_words import Card

ENGLISH = Card(
    headline="Russian jets strike Latakia and Idlib", column="Putin in Syria",
    times=("7 Oct 2015 14:05", "Damascus, UTC+3"), status="Live", is_live=True, language="en", direction="ltr",
)  # fmt: skip
ARABIC = Card(
    headline="غارات روسية على ريف حمص وأنباء عن 12 قتيلاً (BBC)", column="بوتين في سوريا",
    times=("7 أكتوبر 2015", "Damascus, UTC+3"), status="مباشر", is_live=True, language="ar", direction="rtl",
)  # fmt: skip
#: Where the headline stands: left, top, right, bottom.
HEADLINE = (0, 120, 1200, 500)
FOOT = (0, 530, 1200, 630)


def drawn(card: Card, photo: bytes | None = None, **changed: Any) -> Image.Image:
    """A card as its readers see it."""
    return Image.open(io.BytesIO(draw_card(replace(card, **changed), photo))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int] = (0, 0, 1200, 630)) -> tuple[int, int, int, int] | None:
    """The smallest box in a part of a card that holds everything that is not paper; None if it is empty."""
    part = image.crop(box)
    difference = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).convert("L")
    # What a JPEG spreads round a letter is no ink.
    found = difference.point(lambda value: 255 if value > 40 else 0).getbbox()
    return found and (found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1])


def photo(left: str = "red", right: str = "blue", size: tuple[int, int] = (800, 533)) -> bytes:
    """A rendition of two colours, side by side."""
    image = Image.new("RGB", size, right)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95)
    return file.getvalue()
