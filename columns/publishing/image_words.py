"""What is said of a picture: as somebody typed it, cleaned, and whether it is enough for readers to see it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from columns.models import Image
from columns.models.image import OF_PEOPLE, Cover

from .errors import Refused
from .lines import line

Crop = tuple[int, int, int, int]
#: What is left of a picture by a crop is at least so much of each side, in thousandths.
SMALLEST_CROP = 50
WHOLE: Crop = (0, 0, 1000, 1000)


@dataclass(frozen=True)
class ImageWords:
    """All that editors say of a picture. `crop` is left, top, right and bottom in thousandths; the focus in percent.

    `cover`: kinds of `columns.models.image.Cover`. `identifiable`: whether a prisoner, a victim or a minor can be
    recognised; None: nobody has said. `cleared`: that they are shown all the same, decided by whoever says so.
    """

    caption: str = ""
    alt: str = ""
    decorative: bool = False
    credit: str = ""
    cover: tuple[str, ...] = ()
    cover_note: str = ""
    identifiable: bool | None = None
    cleared: bool = False
    focus: tuple[int, int] = (50, 50)
    crop: Crop | None = None

    @classmethod
    def of(cls, image: Image) -> ImageWords:
        """As it is stored."""
        return cls(
            image.caption, image.alt, image.decorative, image.credit, tuple(image.cover), image.cover_note,
            image.identifiable, image.is_cleared, (image.focus_x, image.focus_y), crop_of(image),
        )


def crop_of(image: Image) -> Crop | None:
    """The crop of a picture as verbs write it."""
    if image.crop is None:
        return None
    left, top, right, bottom = image.crop
    return left, top, right, bottom


def clean_words(words: ImageWords) -> ImageWords:
    """The same, fit to be stored. Raises Refused with the name of the field."""
    if not all(0 <= each <= 100 for each in words.focus):
        raise Refused(_("The focus lies within the picture: from 0 to 100 per cent of it."), "focus_x")
    clean = replace(
        words,
        caption=line(words.caption, "caption", 600),
        alt=line(words.alt, "alt", 500),
        credit=line(words.credit, "credit", 200),
        cover_note=line(words.cover_note, "cover_note", 300),
        cover=clean_cover(words.cover),
        cleared=words.cleared and words.identifiable is True,
        crop=_clean_crop(words.crop),
    )
    if clean.decorative and clean.alt:
        raise Refused(_("A picture that only decorates has no alternative text: choose one of the two."), "decorative")
    return clean


def clean_cover(kinds: Collection[str]) -> tuple[str, ...]:
    """Kinds of cover, each once and in their order. Raises Refused: there is no such kind."""
    if unknown := set(kinds) - set(Cover.values):
        raise Refused(_("There is no such cover: %(kind)s.") % {"kind": ", ".join(sorted(unknown))}, "cover")
    return tuple(kind for kind in Cover.values if kind in kinds)


def _clean_crop(crop: Crop | None) -> Crop | None:
    if crop is None or crop == WHOLE:
        return None
    left, top, right, bottom = crop
    within = 0 <= left < right <= 1000 and 0 <= top < bottom <= 1000
    if not within or min(right - left, bottom - top) < SMALLEST_CROP:
        raise Refused(_("A crop lies within the picture, and leaves at least a twentieth of each side."), "crop")
    return crop


def what_is_missing(words: ImageWords) -> Refused | None:
    """The first of what has to be said before readers may see a picture; None: nothing."""
    return next(all_missing(words), None)


def what_cannot_stay(words: ImageWords) -> Refused | None:
    """The same of what readers see already. A cover without its words is better at once than with them later."""
    return next((each for each in all_missing(words) if each.field in ("alt", "cleared")), None)


def all_missing(words: ImageWords) -> Iterator[Refused]:
    """What has to be said before readers may see a picture, each as a message without its name."""
    if not words.alt and not words.decorative:
        yield Refused(_(
            "it has no alternative text. Say in a sentence what can be seen, for those who cannot see it: who does "
            "what, where; not that it is a picture. If it only decorates, say that."
        ), "alt")
    if words.cover and not words.cover_note:
        yield Refused(_("it is covered, but nothing says what is under the cover. Say it plainly."), "cover_note")
    if words.identifiable is None and OF_PEOPLE & set(words.cover):
        yield Refused(_(
            "nobody has said yet whether a prisoner, a victim or a minor can be recognised in it."
        ), "identifiable")
    if words.identifiable and not words.cleared:
        yield Refused(_(
            "a prisoner, a victim or a minor can be recognised in it. Crop it and say that nobody can be, withdraw it, "
            "or tick that they are shown all the same: your name is kept with that."
        ), "cleared")
