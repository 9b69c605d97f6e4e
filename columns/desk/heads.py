"""Head: what stands above the stream of a desk: the post, its state, what is in force, and what chiefs hear of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from columns.publishing.freezing import frozen_since

from .alerts import alerts_of
from .door import Desk

#: Alerts of so long ago are shown, so many; older ones are in the audit log.
RECENT, MOST = timedelta(hours=24), 10


def head_of(desk: Desk) -> dict[str, Any]:
    """What its template needs."""
    return {
        "post": desk.post,
        "column": desk.column,
        "frozen": frozen_since(desk.column) if desk.is_frozen else "",
        "lite": desk.is_lite,
        "alerts": alerts_of(Q(column=desk.column), RECENT, MOST) if desk.may("read_audit") else [],
    }
