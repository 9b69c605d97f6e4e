"""Pictures in a feed: one file of each, with its caption and credit. What is covered is told of, and never shown."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string

from columns.markup.pictured import replaced
from columns.models import Entry, Image
from columns.reading.covers import cover_words
from columns.reading.pictures import images_of, usual_width


def with_feed_pictures(html: str, entry: Entry, url: str) -> str:
    """The text of an entry (safe HTML), with its pictures; `url` is where what is covered can be uncovered."""
    images = images_of(entry)
    return replaced(html, lambda ids: "".join(_picture(images[id], url) for id in ids if id in images))


def _picture(image: Image, url: str) -> str:
    context = {"withdrawn": image.is_withdrawn, "reason": image.withdrawal_reason, "url": url}
    if not image.is_withdrawn:
        width = usual_width(image)
        context |= {
            "cover": cover_words(image), "caption": image.caption, "credit": image.credit, "alt": image.alt,
            "width": width, "height": dict(image.sizes)[width], "src": urljoin(settings.SITE_URL, image.url(width)),
        }
    return render_to_string("feeds/picture.html", context).strip()
