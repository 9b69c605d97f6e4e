"""Freezing: while a column or the whole site is frozen, nothing new is shown to readers."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from columns.models import Column, Site

from .errors import Refused


def check_not_frozen(*columns: int) -> None:
    """Raise Refused if publishing has been stopped in one of these columns, whose rows are locked."""
    frozen_site = Site.objects.filter(frozen_at__isnull=False)
    if Column.objects.filter(Q(frozen_at__isnull=False) | Exists(frozen_site), pk__in=columns).exists():
        raise Refused(_("Publishing has been stopped here. Withdrawing, holding and drafts go on."))


def since(at: datetime | None, by: User | None) -> str:
    """Since when something is so, and who has made it so, in words."""
    told = {
        "time": date_format(at, "j F, H:i") if at else "",
        "person": (by.get_full_name() or by.get_username()) if by else _("the system"),
    }
    return _("since %(time)s UTC, by %(person)s") % told
