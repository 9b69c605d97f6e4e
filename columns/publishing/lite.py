"""Lite mode: for a night on which there are more readers than the server can carry, or it is under attack.

Pages come without pictures and hold no connection: they ask every half minute (docs/kill-switch.md).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from columns.audit.record import record
from columns.changes.log import Move, append
from columns.models import Change, Column, Site

from . import permissions
from .permissions import Actor, person
from .site import locked_site


def start_lite(*, by: Actor) -> Site:
    """Make every page as light as it can be, open ones too. Raises NotAllowed."""
    permissions.check(by, "start_lite")
    return _turn(by, "start_lite", timezone.now())


def end_lite(*, by: Actor) -> Site:
    """Give readers their pictures and their connections back. Raises NotAllowed."""
    permissions.check(by, "end_lite")
    return _turn(by, "end_lite", None)


def _turn(by: Actor, verb: str, at: datetime | None) -> Site:
    with transaction.atomic():
        site = locked_site()
        if (site.lite_at is None) != (at is None):
            site.lite_at, site.lite_by = at, person(by) if at else None
            site.save()
            for column in Column.objects.order_by("pk"):
                append(column, [Move(Change.Op.SETTINGS)])  # the bell is heard at once, and pages have another ETag
            record(by, verb, site)
        return site
