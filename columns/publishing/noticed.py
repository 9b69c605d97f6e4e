"""Noticed: changes that wait for nobody, though their column has rules about what comes first. The chiefs hear of them.

A safety delay and four eyes stand before publication. Whoever wants to go round them publishes something harmless and
changes it at once; a correction must be as fast as that all the same. So every one is an alert: one word can be the
one that matters, and an hour later is no better.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from columns.changes.desk import touch
from columns.models import Column, Embed, Image

from .confirmation import needs_confirmation
from .permissions import Actor, person
from .shown_in import columns_awaiting


def is_noticed(thing: Model, *columns: int) -> bool:
    """Whether it is an alert that `thing` is changed where readers see it, in these columns.

    So it is where the password is asked for: what is old, or in a closed post; and where there are such rules.
    """
    ruled = Column.objects.filter(Q(four_eyes=True) | Q(safety_delay__gt=0), pk__in=columns)
    return needs_confirmation(thing, timezone.now()) or ruled.exists()


def hearing(thing: Embed | Image, shown: Collection[int]) -> set[int]:
    """The columns that hear of another text of `thing`: where it is `shown`, and where an entry with it is scheduled.

    The desks of these are told to look: nothing else moves there.
    """
    awaiting = columns_awaiting(thing)
    for column in sorted(awaiting - set(shown)):
        touch(column)
    return awaiting | set(shown)


def worded(by: Actor) -> dict[str, Any]:
    """Who says it, and when, as the fields that keep it: four eyes ask for them."""
    return {"worded_by": person(by), "worded_at": timezone.now()}
