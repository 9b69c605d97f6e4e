"""Blanked: the earlier texts of entries whose words were taken out for good, told to pages that may hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from columns.models import Revision


def blanked_of(entry_ids: Collection[str]) -> dict[str, dict[int, str]]:
    """For each entry of which there are some: their numbers, and when each was blanked."""
    rows = Revision.objects.filter(entry__in=entry_ids).values_list("entry", "number", "blanked_at")
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for entry_id, number, at in rows.exclude(blanked_at=None):
        if entry_id and at:
            found[entry_id][number] = at.isoformat()
    return dict(found)
