"""The story: all chapters, one after the other, and again until the night is over."""

from __future__ import annotations

import time
from collections.abc import Callable

from .careful import hold, its_time_comes, schedule, stopped_delay
from .chapters import amendment, approval, conflict, marks, news, withdrawal
from .company import Company
from .faults import dead_network, reload
from .pictures import embed, picture

Chapter = Callable[[Company], None]

#: What two desks and one make of a conflict and of a page that is reloaded, tests/desk_page finds out for itself.
SHORT: tuple[Chapter, ...] = (news, approval, amendment, hold, stopped_delay, withdrawal, dead_network)
LONG: tuple[Chapter, ...] = (
    news, picture, approval, amendment, embed, marks, conflict, news, hold, stopped_delay, withdrawal, dead_network,
    news, reload, picture,
)  # fmt: skip


def play(night: Company, chapters: tuple[Chapter, ...], until: float = 0.0) -> None:
    """Play all of them at least once, and go on until that moment of the monotonic clock."""
    while True:
        later = schedule(night)
        for chapter in chapters:
            chapter(night)
        its_time_comes(night, later)
        night.book.done["rounds"] += 1
        if time.monotonic() >= until:
            return
