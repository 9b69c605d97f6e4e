"""Pictures: what readers see of images: the same on the page, in a push and in the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from columns.markup.pictured import ids_in, replaced
from columns.models import Entry, Image

from .covers import cover_words, covered

#: The width in pixels of the rendition for whoever takes no other, and of the widest that a page offers: the largest is
#: for who opens it.
USUAL, WIDEST = 800, 1600
TYPES = {"avif": "image/avif", "webp": "image/webp"}
#: How wide a picture is on the page, in the words of HTML: alone on its line (and never wider than its pixels, or than
#: its height allows), or beside another.
ALONE, BESIDE = "min({},100vw)", "(min-width:44rem) 19rem,100vw"
#: The width of the text, and how high a picture may be there and on top of a post, in CSS pixels.
MEASURE, TALLEST, TALLEST_LEAD = 624, 640, 420
#: With fewer pixels than this across, a picture keeps its size beside others too.
FILLS = 640


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
        told = [
            _told(image, "" if image.pk in placed else _anchor(image, entry), is_beside=_is_beside(number, len(there)))
            for number, image in enumerate(there)
        ]
        placed.update(ids)
        return _rendered("_gallery", {"pictures": [_picture(each) for each in told]}) if told else ""

    return replaced(html, by)


def lead_picture(image: Image | None) -> str:
    """The picture on top of a post: loaded at once, for it is the first thing that is seen."""
    return _picture(_told(image, "lead", is_lead=True)) if image else ""


def _picture(told: dict[str, Any]) -> str:
    """One picture as HTML, under its cover, if it has one."""
    return covered(told.get("cover", {}), _rendered("_picture", {"picture": told}))


def _is_beside(number: int, of: int) -> bool:
    """Whether a picture shares its line: they stand two by two, and of an odd number the first stands alone."""
    return of > 1 and not (number == 0 and of % 2)


def _anchor(image: Image, entry: Entry | None) -> str:
    """By this an amended entry finds its picture again."""
    return f"{entry.pk}-{image.pk}" if entry else ""


def _rendered(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"parts/pictures/{name}.html", context).strip()


def _told(image: Image, anchor: str, *, is_beside: bool = False, is_lead: bool = False) -> dict[str, Any]:
    """A picture as the templates name it; of one that is withdrawn, only why."""
    if image.is_withdrawn:
        return {"id": anchor, "withdrawn": True, "reason": image.withdrawal_reason}
    largest = image.sizes[-1]
    width, height = bounded(largest, TALLEST_LEAD if is_lead else TALLEST)
    alone = "39rem" if width >= MEASURE else f"{width}px"
    return {
        "id": anchor,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "width": width,
        "height": height,
        "src": image.url(usual_width(image)),
        "srcset": srcset(image, "jpg") if len(image.sizes) > 1 else "",
        "sources": [(TYPES[each], srcset(image, each)) for each in image.formats if each in TYPES],
        "sizes": BESIDE if is_beside else ALONE.format(alone),
        "whole": image.url(largest[0]),
        "small": f"{image.sizes[0][0]} {max(1, round(image.renditions['least'] / 1000))}",
        "blur": [] if image.is_covered else raster(image.blur),
        "classes": " ".join(_classes(image)),
        "cover": cover_words(image),
        "at_once": is_lead and not image.is_covered,
    }


def _classes(image: Image) -> Iterator[str]:
    """Where its focus lies, if not in the middle, and whether it is too small to be made to fit."""
    for name, percent in (("fx", image.focus_x), ("fy", image.focus_y)):
        if (tens := round(percent, -1)) != 50:
            yield f"{name}-{tens}"
    if image.sizes[-1][0] < FILLS:
        yield "is-small"


def bounded(size: tuple[int, int], tallest: int) -> tuple[int, int]:
    """The width and height that a picture has on the page if there is room: its pixels, or less of a tall one."""
    width, height = size
    return (width, height) if height <= tallest else (max(1, round(width * tallest / height)), tallest)


def usual_width(image: Image, wanted: int = USUAL) -> int:
    """The width of the rendition nearest to one, in pixels: the first that is not smaller, else the largest."""
    widths = [width for width, _height in image.sizes]
    return next((width for width in widths if width >= wanted), widths[-1])


def srcset(image: Image, ending: str) -> str:
    """The sizes of one format that a page offers, in the words of HTML."""
    widths = [width for width, _height in image.sizes]
    offered = [width for width in widths if width <= WIDEST] or widths[:1]
    return ",".join(f"{image.url(width, ending)} {width}w" for width in offered)


def raster(blur: str) -> list[str]:
    """The colours of a placeholder, row by row. The style sheet knows where each goes."""
    return [f"#{blur[at : at + 3]}" for at in range(0, len(blur), 3)]


def picture_words(image: Image) -> str:
    """What a picture is called where only words can stand. What is covered is called by its cover."""
    if image.is_withdrawn:
        return _("Picture withdrawn")
    if image.is_covered:
        return image.cover_note or cover_words(image)["kinds"]
    return image.caption or image.alt or _("Picture")
