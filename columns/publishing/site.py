"""Naming the site."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import Move, append
from columns.models import Change, Column, Site

from . import permissions
from .errors import Refused
from .lines import line
from .permissions import Actor


def change_site(
    *, by: Actor, name: str, publisher: str = "", tagline: str = "", notice: str = "", revision: int = 1
) -> Site:
    """Change what every page says about who publishes it. Raises Refused (no name, changed meanwhile), NotAllowed."""
    permissions.check(by, "change_site")
    with transaction.atomic():
        site = locked_site()
        if site.revision != revision:
            raise Refused(_("Somebody else has changed this meanwhile. Look again."), "name")
        site.name = line(name, "name", 100, required=True)
        site.publisher = line(publisher, "publisher", 100)
        site.tagline = line(tagline, "tagline", 200)
        site.notice = line(notice, "notice", 300)
        site.revision += 1
        site.save()
        for column in Column.objects.order_by("pk"):
            append(column, [Move(Change.Op.SETTINGS)])
        record(by, "change_site", site)
        return site


def locked_site() -> Site:
    """The site's one row, locked; an unsaved one before anybody has named it."""
    return Site.objects.select_for_update(no_key=True).order_by("pk").first() or Site()
