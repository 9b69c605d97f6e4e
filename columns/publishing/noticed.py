"""Noticed: changes that wait for nobody, though their column has rules about what comes first. The chiefs hear of them.

A safety delay and four eyes stand before publication. Whoever wants to go round them publishes something harmless and
changes it at once; a correction must be as fast as that all the same. So every one is an alert: one word can be the
one that matters, and an hour later is no better.
"""

from __future__ import annotations

from django.db.models import Model, Q
from django.utils import timezone

from columns.models import Column

from .confirmation import needs_confirmation


def is_noticed(thing: Model, *columns: int) -> bool:
    """Whether it is an alert that `thing` is changed where readers see it, in these columns.

    So it is where the password is asked for: what is old, or in a closed post; and where there are such rules.
    """
    ruled = Column.objects.filter(Q(four_eyes=True) | Q(safety_delay__gt=0), pk__in=columns)
    return needs_confirmation(thing, timezone.now()) or ruled.exists()
