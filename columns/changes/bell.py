"""The bell: tells every process, after a commit, that a column's log has grown."""

from __future__ import annotations

import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)


def group_of(column_id: int) -> str:
    """The name of a column's group on the channel layer."""
    return f"column.{column_id}"


def ring(column_id: int, seq: int) -> None:
    """Say that `column_id` has reached `seq`. A hint that may be lost: whoever listens also looks for itself.

    Never raises: what it announces is already committed, and the editor's act has succeeded.
    """
    try:
        async_to_sync(get_channel_layer().group_send)(
            group_of(column_id), {"type": "bell", "column": column_id, "seq": seq}
        )
    except Exception as error:  # noqa: BLE001 - whatever ails the layer, the log is the truth
        logger.warning("the bell of column %s did not ring for %s: %r", column_id, seq, error)
