"""Faults: what is noted of a job that went wrong by our own fault."""

from __future__ import annotations

import logging
import traceback

from django.db.models import Model

logger = logging.getLogger(__name__)


def note_fault(row: Model, error: Exception) -> None:
    """Which row, what kind of error and where it was raised; never a word of what the row says."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    name = row._meta.model_name
    logger.error("%s %s: %s in %s:%s", name, row.pk, type(error).__name__, place.filename, place.lineno)
