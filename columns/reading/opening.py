"""Opening: the words by which an entry without a headline is named elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape

from columns.markup.plain import first_words
from columns.models import Entry

from .cards import embeds_of, read_embeds
from .embed_words import line_of
from .pictures import images_of, picture_words, read_images


def read_parts(entries: Iterable[Entry]) -> None:
    """Read what stands in the texts of entries: embeds and images, in one query each, or in none."""
    entries = list(entries)
    read_embeds(entries)
    read_images(entries)


def opening(entry: Entry, limit: int) -> str:
    """The first words of an entry's text; if it has none, those of the first embed or picture that still shows.

    `read_parts` has read them.
    """
    if said := first_words(entry.body, limit):
        return said
    embeds = sorted(embeds_of(entry).values(), key=lambda embed: embed.is_withdrawn)
    if embeds:
        return line_of(embeds[0], limit)
    images = sorted(images_of(entry).values(), key=lambda image: image.is_withdrawn)
    return first_words(escape(picture_words(images[0])), limit) if images else ""
