"""Forgotten: a thread of its own lets go, now and then, what was typed and never sent, and is not touched any more."""

from __future__ import annotations

import logging
import threading

from django.db import connections

from columns.publishing.writings import forget_writings

logger = logging.getLogger(__name__)

#: Seconds between two looks, and before the first one: a start has other things to do.
PAUSE = 3600.0


def tidy_up(is_over: threading.Event) -> None:
    """Once an hour, until it is over. Any number of processes may do so: what is gone is gone."""
    while not is_over.wait(PAUSE):
        try:
            if number := forget_writings(by=None):
                logger.info("%d writings were forgotten", number)
        except Exception as error:  # noqa: BLE001 - the database is away, most likely: there is another hour
            logger.warning("forgotten writings are kept another hour: %s", type(error).__name__)
        finally:
            connections.close_all()
