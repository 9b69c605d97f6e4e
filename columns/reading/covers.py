"""Covers: what lies over a picture or an embed that may hurt whoever sees or hears it.

A cover is a `<details>`. What it covers names its files where no browser looks for them: nothing is asked for before it
is opened, not even by a browser without scripts, which loads at once whatever it may load late. Once it is opened
`static/js/reader/covers.js` gives the files their place; without scripts there is a link.
"""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from columns.models import Embed, Image
from columns.models.image import Cover


def cover_words(thing: Image | Embed) -> dict[str, str]:
    """What the cover of a picture or an embed says; empty if it has none. It takes the place of the thing wherever
    that cannot be covered: in feeds, pushes and on social cards.
    """
    if not thing.is_covered:
        return {}
    kinds = ", ".join(str(Cover(kind).label) for kind in thing.cover)
    return {"kinds": _("Graphic: %(kinds)s") % {"kinds": kinds}, "note": thing.cover_note}


def covered(cover: dict[str, str], html: str) -> str:
    """Something as HTML of our own templates, under its cover, if there is one."""
    if not cover:
        return html
    return render_to_string("parts/pictures/_cover.html", {"cover": cover, "html": _veiled(html)}).strip()


def _veiled(html: str) -> str:
    """The same, loading nothing. (Our templates write no other `"` than those round attributes.)"""
    return html.replace(' src="', ' data-src="').replace(' srcset="', ' data-srcset="')
