"""Freezing: while a column or the whole site is frozen, nothing that readers see changes but by withdrawing.

Withdrawing, hiding, holding and drafts go on. A verb that changes more asks `check_not_frozen` once the rows of its
columns are locked (after `append`): freezing takes these locks too, so nothing slips through between the two.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.desk import touch
from columns.models import Column, Site

from . import permissions
from .errors import Refused
from .permissions import Actor, person
from .site import locked_site


def freeze_column(*, by: Actor, column: Column) -> Column:
    """Stop publishing in a column. Done twice, it stays as it was the first time. Raises NotAllowed."""
    permissions.check(by, "freeze_column", column)
    return _turn_column(by, column, "freeze_column", timezone.now())


def unfreeze_column(*, by: Actor, column: Column) -> Column:
    """Let it go on. Raises NotAllowed."""
    permissions.check(by, "unfreeze_column", column)
    return _turn_column(by, column, "unfreeze_column", None)


def _turn_column(by: Actor, column: Column, verb: str, at: datetime | None) -> Column:
    with transaction.atomic():
        column = Column.objects.select_for_update(no_key=True).get(pk=column.pk)
        if column.is_frozen != (at is not None):
            column.frozen_at, column.frozen_by = at, person(by) if at else None
            column.save(update_fields=["frozen_at", "frozen_by"])
            column.desk_seq = touch(column.pk)
            record(by, verb, column, column=column)
        return column


def freeze_site(*, by: Actor) -> Site:
    """Stop publishing everywhere. Raises NotAllowed."""
    permissions.check(by, "freeze_site")
    return _turn_site(by, "freeze_site", timezone.now())


def unfreeze_site(*, by: Actor) -> Site:
    """Let it go on, but where a column is frozen by itself. Raises NotAllowed."""
    permissions.check(by, "unfreeze_site")
    return _turn_site(by, "unfreeze_site", None)


def _turn_site(by: Actor, verb: str, at: datetime | None) -> Site:
    with transaction.atomic():
        site = locked_site()
        if (site.frozen_at is None) != (at is None):
            site.frozen_at, site.frozen_by = at, person(by) if at else None
            site.save()
            for column in Column.objects.order_by("pk").values_list("pk", flat=True):
                touch(column)  # whoever is publishing ends first; whoever comes now waits, and finds it frozen
            record(by, verb, site)
        return site


def check_not_frozen(*columns: int) -> None:
    """Raise Refused if publishing has been stopped in one of these columns: since when, and by whom.

    Called in a verb's transaction once these columns' rows are locked: after `append`, or after `_locked`.
    """
    frozen_site = Site.objects.filter(frozen_at__isnull=False)
    frozen = Column.objects.filter(Q(frozen_at__isnull=False) | Exists(frozen_site), pk__in=columns)
    column = frozen.select_related("frozen_by").first()
    if column is None:
        return
    site = frozen_site.select_related("frozen_by").first()
    by = since(site.frozen_at, site.frozen_by) if site else since(column.frozen_at, column.frozen_by)
    where = _("Publishing has been stopped everywhere") if site else (
        _("Publishing has been stopped in “%(column)s”") % {"column": column.title}
    )
    raise Refused(f"{where} ({by}). " + _("Withdrawing, holding and drafts go on; your text is not lost."))


def frozen_since(column: Column) -> str:
    """Since when publishing is stopped in a column, there or everywhere, and by whom; empty while it goes on."""
    site = Site.objects.filter(frozen_at__isnull=False).select_related("frozen_by").first()
    if site:
        return since(site.frozen_at, site.frozen_by)
    return since(column.frozen_at, column.frozen_by) if column.is_frozen else ""


def since(at: datetime | None, by: User | None) -> str:
    """Since when something is so, and who has made it so, in words."""
    told = {
        "time": date_format(at, "j F, H:i") if at else "",
        "person": (by.get_full_name() or by.get_username()) if by else _("the system"),
    }
    return _("since %(time)s UTC, by %(person)s") % told
