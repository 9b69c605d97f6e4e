"""Report: a replay from its file to its last line, told as it goes."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from columns.models import Column

from .interrupt import on_interrupt
from .items import Item, read_items
from .run import Replay

Say = Callable[[str], object]

#: How many items go by between two lines about how far it is.
EVERY = 50


class NoColumn(ValueError):
    """There is no column at that address; the message says where there are some."""


def speed(typed: str) -> float:
    """A speed as it is typed: how many times faster than the dates. Raises ArgumentTypeError."""
    try:
        number = float(typed)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise ArgumentTypeError(_("“%(typed)s” is not a speed: a number from 0 up.") % {"typed": typed})
    return number


def publish_file(path: Path, slug: str, speed: float, say: Say) -> Replay:
    """Replay a file into the column at `slug` until its end or a Ctrl-C. Raises BadFile, NoColumn, Refused."""
    column = _column(slug)
    items = read_items(path)
    replay = Replay(column, speed)
    with on_interrupt(replay.stop):
        for done, item in enumerate(replay.run(items), 1):
            _tell(replay, item, done, len(items), say)
    about = {"published": replay.published, "all": len(items), "refused": len(replay.refused)}
    say((_("Stopped.") + " " if replay.stopped else "") + _("Published %(published)d of %(all)d items.") % about)
    if replay.refused:
        say(_("Refused: %(refused)d, named above.") % about)
    return replay


def _tell(replay: Replay, item: Item, done: int, total: int, say: Say) -> None:
    if why := replay.refused.get(item.number):
        say(_("Item %(number)d is not published: %(why)s") % {"number": item.number, "why": why})
    if done % EVERY == 0:
        say(_("%(done)d of %(all)d items, up to %(date)s") % {"done": done, "all": total, "date": item.date})


def _column(slug: str) -> Column:
    try:
        return Column.objects.get(slug=slug)
    except Column.DoesNotExist:
        there = ", ".join(Column.objects.order_by("slug").values_list("slug", flat=True)) or _("none")
        raise NoColumn(
            _("There is no column “%(slug)s”. Columns here: %(there)s.") % {"slug": slug, "there": there}
        ) from None
