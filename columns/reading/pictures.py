"""Pictures: what readers see of images: the same on the page, in a push and in the preview.

What is covered lies in a `<details>`: nothing of it is loaded before somebody opens that, with or without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from columns.markup.pictured import ids_in, replaced
from columns.models import Entry, Image
from columns.models.image import Cover

#: The width in pixels of the rendition for whoever takes no other, and of the one that a small picture needs.
USUAL, SMALL = 800, 400
TYPES = {"avif": "image/avif", "webp": "image/webp"}
#: How wide a picture is on the page, in the words of HTML: alone on its line, or beside others.
ALONE, BESIDE = "(min-width: 46rem) 42rem, 100vw", "(min-width: 46rem) 21rem, 50vw"


def read_images(entries: Iterable[Entry]) -> None:
    """Read the images of those entries that show any: in one query for all of them, or in none."""
    showing = [entry for entry in entries if not entry.is_withdrawn and ids_in(entry.body)]
    if showing:
        prefetch_related_objects(showing, "images")


def images_of(entry: Entry) -> dict[str, Image]:
    """The images that an entry's text shows, by their ids, in its order. `read_images` has read them."""
    shown = ids_in(entry.body)
    found = {image.pk: image for image in entry.images.all()} if shown else {}
    return {id: found[id] for id in shown if id in found}


def with_pictures(html: str, images: Mapping[str, Image], entry: Entry | None = None) -> str:
    """A safe text with its pictures in their places. One that there is not leaves nothing behind."""
    placed: set[str] = set()

    def by(ids: list[str]) -> str:
        there = [images[id] for id in ids if id in images]
        told = [_told(image, "" if image.pk in placed else _anchor(image, entry), len(there) > 1) for image in there]
        placed.update(ids)
        return _rendered("_gallery", {"pictures": told}) if told else ""

    return replaced(html, by)


def lead_picture(image: Image | None) -> str:
    """The picture on top of a post: loaded at once, for it is the first thing that is seen."""
    return _rendered("_gallery", {"pictures": [_told(image, "lead", False, is_first=True)]}) if image else ""


def _anchor(image: Image, entry: Entry | None) -> str:
    """By this an amended entry finds its picture again."""
    return f"{entry.pk}-{image.pk}" if entry else ""


def _rendered(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"parts/pictures/{name}.html", context).strip()


def _told(image: Image, anchor: str, is_beside: bool, *, is_first: bool = False) -> dict[str, Any]:
    """A picture as the templates name it; of one that is withdrawn, only why."""
    if image.is_withdrawn:
        return {"id": anchor, "withdrawn": True, "reason": image.withdrawal_reason}
    width, height = image.sizes[-1]
    usual = usual_width(image)
    return {
        "id": anchor,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "width": width,
        "height": height,
        "src": image.url(usual),
        "srcset": srcset(image, "jpg"),
        "sources": [(TYPES[each], srcset(image, each)) for each in image.formats if each in TYPES],
        "sizes": BESIDE if is_beside else ALONE,
        "whole": image.url(width),
        "blur": [] if image.is_covered else raster(image.blur),
        "focus": f"fx-{round(image.focus_x, -1)} fy-{round(image.focus_y, -1)}",
        "cover": cover_words(image),
        "is_first": is_first,
    }


def usual_width(image: Image, wanted: int = USUAL) -> int:
    """The width of the rendition nearest to one, in pixels: the first that is not smaller, else the largest."""
    widths = [width for width, _height in image.sizes]
    return next((width for width in widths if width >= wanted), widths[-1])


def srcset(image: Image, ending: str) -> str:
    """All sizes of one format, in the words of HTML."""
    return ", ".join(f"{image.url(width, ending)} {width}w" for width, _height in image.sizes)


def raster(blur: str) -> list[tuple[str, str]]:
    """The colours of a placeholder and where each goes: squares of a drawing of four by three."""
    colours = [blur[at : at + 3] for at in range(0, len(blur), 3)]
    return [(f"#{colour}", f"M{at % 4} {at // 4}h1v1h-1z") for at, colour in enumerate(colours)]


def cover_words(image: Image) -> dict[str, str]:
    """What the cover of a picture says; empty if it has none. It takes the place of the picture wherever that cannot
    be covered: in feeds, pushes and on social cards.
    """
    if not image.is_covered:
        return {}
    kinds = ", ".join(str(Cover(kind).label) for kind in image.cover)
    return {"kinds": _("Graphic: %(kinds)s") % {"kinds": kinds}, "note": image.cover_note}


def picture_words(image: Image) -> str:
    """What a picture is called where only words can stand. What is covered is called by its cover."""
    if image.is_withdrawn:
        return _("Picture withdrawn")
    if image.is_covered:
        return image.cover_note or cover_words(image)["kinds"]
    return image.caption or image.alt or _("Picture")
