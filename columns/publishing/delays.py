"""Delays: how long an entry waits between “Publish” and readers' eyes, so that anybody on the desk can stop it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from columns.models import Column
from columns.models.column import LONGEST_DELAY

from . import permissions
from .errors import Refused
from .permissions import Actor


def skips_delay(by: Actor, column: Column) -> bool:
    """Whether there is a delay to be left out in a column. Raises NotAllowed to whoever may not."""
    if by is None or not column.safety_delay:
        return False
    permissions.check(by, "publish_at_once", column)
    return True


def wait_of(by: Actor, column: Column, delay: int, *, skips: bool) -> timedelta:
    """How long: the column's delay, or the entry's own if that is longer. The system's own acts wait only for that.

    Raises Refused: longer than any delay may be.
    """
    if not 0 <= delay <= LONGEST_DELAY:
        raise Refused(_("At most an hour. For a later time, schedule it."), "delay")
    least = 0 if by is None or skips else column.safety_delay
    return timedelta(seconds=max(least, delay))
