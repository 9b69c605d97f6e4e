"""Social cards: what the card of a post or an entry says now."""

from __future__ import annotations

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

from columns.images.card_words import Card, Picture
from columns.models import Entry, Post
from columns.models.image import rendition_name

from .fragments import as_column
from .moments import moment
from .opening import opening
from .pictures import images_of, usual_width
from .zones import zone_label

#: Characters of a headline that is made of the first words of a text.
OPENING = 140


def carrier(thing: Post | Entry) -> Post | Entry:
    """Whose card stands for it: its own, or for a withdrawn entry, of which nothing more is told, that of its post."""
    return thing.post if isinstance(thing, Entry) and thing.is_withdrawn else thing


def card_of(thing: Post | Entry) -> Card:
    """What the card of a public post, or of a public entry that is not withdrawn, says in its column's words."""
    column = thing.column
    post = thing if isinstance(thing, Post) else thing.post
    is_live = post.is_live and column.is_live
    with as_column(column):
        if isinstance(thing, Entry):
            headline, times, status = headline_of(thing), _entry_times(thing), _("Closed")
            day = timezone.localdate(thing.display_time)
        else:
            headline, day = thing.title, thing.date
            times = [formatted(day, _("l j E Y"))]
            closed_at = moment(thing.closed_at, day) if thing.closed_at else ""
            status = _("Closed at %(time)s") % {"time": closed_at} if closed_at else _("Closed")
        return Card(
            headline=headline or post.title,
            column=column.title,
            times=(*times, zone_label(column, day)),
            status=_("Live") if is_live else status,
            is_live=is_live,
            language=column.language,
            direction=column.direction,
            picture=picture_of(thing),
        )


def headline_of(entry: Entry) -> str:
    """What an entry is called where it stands alone: its headline, that of the story it continues, its first words."""
    first = entry.continues if entry.continues and not entry.continues.is_withdrawn else None
    return entry.headline or (first.headline if first else "") or opening(entry, OPENING)


def _entry_times(entry: Entry) -> list[str]:
    if entry.display_time is None:
        return []
    times = [moment(entry.display_time)]
    if entry.amended_at:
        times.append(_("Amended %(time)s") % {"time": moment(entry.amended_at, entry.display_time)})
    return times


def picture_of(thing: Post | Entry) -> Picture | None:
    """The picture on a card: a JPEG rendition of some 800 pixels, by its name in the default storage, and its focus.

    The lead of a post; of an entry, the first that may be shown unasked. None where all are covered or withdrawn.
    """
    images = [thing.lead] if isinstance(thing, Post) else images_of(thing).values()
    for image in images:
        if image and not image.is_covered and not image.is_withdrawn:
            return Picture(rendition_name(image.renditions, usual_width(image), "jpg"), image.focus_x, image.focus_y)
    return None
