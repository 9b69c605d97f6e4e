"""A moment after which nothing is waited for any longer, whatever is being waited for."""

from __future__ import annotations

import time

from .reasons import Reason, Refused


class Deadline:
    """So many seconds from now, for all that follows together."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; Refused when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Refused(Reason.TOO_SLOW)
        return left
