"""Validators: ETags and times of change, from the labels of what is shown."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db.models import OuterRef, Subquery

from columns.models import Change, Column, Site


def etag(address: str, *labels: object) -> str:
    """A strong ETag: the release, the address (path and query) and the labels of what it shows."""
    text = "\n".join(map(str, (settings.RELEASE, address, *labels)))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def column_label(column: Column) -> str:
    """What changes whenever anything in a column does: `epoch:seq`."""
    return f"{column.epoch}:{column.head_seq}"


def site_label(site: Site | None = None) -> str:
    """What changes whenever anything public does: the heads of all public columns and the site's own revision.

    Give the `site` that has been read already, if it has.
    """
    heads = Column.objects.public().order_by("pk").values_list("pk", "epoch", "head_seq", "state")
    revision = (site or Site.current()).revision
    return f"{revision}|" + "|".join(f"{pk}:{epoch}:{seq}:{state}" for pk, epoch, seq, state in heads)


def last_change(column: Column | None = None) -> datetime | None:
    """When a column last changed, or anything public did, columns taken down included; None before any change."""
    columns = Column.objects.filter(pk=column.pk) if column else Column.objects.all()
    head = Change.objects.filter(column=OuterRef("pk"), seq=OuterRef("head_seq")).values("at")[:1]
    rows = columns.annotate(at=Subquery(head)).values_list("state", "at", "taken_down_at")
    # What goes on in a hidden column is nobody's business; that it went away is.
    times = [gone if state == Column.State.HIDDEN else at for state, at, gone in rows]
    return max((time for time in times if time), default=None)
