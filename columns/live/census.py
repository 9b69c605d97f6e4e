"""The census: how many readers a post has, and how many of them are behind. Counts alone: no reader is told of."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from channels.layers import get_channel_layer

from columns.changes.bell import desk_group_of

from .watch import Watch

logger = logging.getLogger(__name__)

#: Seconds between two counts, and those after which the count of a silent process is worth nothing any more.
EVERY, OLD = 5.0, 15.0
#: Seconds that the layer may take for it.
PATIENCE = 2.0


def count(watch: Watch) -> dict[str, tuple[int, int]]:
    """By post, the readers of a column in this process, and those of them who are behind."""
    behind = Counter(reader.post for reader in watch.behind)
    all_of_them = behind + Counter(reader.post for reader in watch.readers)
    return {post: (number, behind[post]) for post, number in all_of_them.items() if post}


async def tell_desks(watches: Mapping[int, Watch]) -> None:
    """Count, again and again, and tell the desks of each column, in whichever process they are open."""
    process = secrets.token_hex(8)
    while True:
        await asyncio.sleep(EVERY)
        for column_id, watch in list(watches.items()):
            message = {"type": "desk.readers", "process": process, "posts": count(watch)}
            try:
                async with asyncio.timeout(PATIENCE):
                    await get_channel_layer().group_send(desk_group_of(column_id), message)
            except Exception as error:  # noqa: BLE001 - the next count comes in a moment
                logger.debug("no count for the desks of column %s: %r", column_id, error)


class Counts:
    """What the processes have counted of one post."""

    def __init__(self) -> None:
        self._heard: dict[str, tuple[float, int, int]] = {}

    def hear(self, message: Mapping[str, Any], post: str, now: float) -> None:
        """One process has counted."""
        number, behind = message["posts"].get(post, (0, 0))
        self._heard[message["process"]] = (now, number, behind)

    def in_all(self, now: float) -> tuple[int, int]:
        """Readers, and those who are behind, of all processes that were heard lately."""
        self._heard = {process: heard for process, heard in self._heard.items() if now - heard[0] < OLD}
        return sum(heard[1] for heard in self._heard.values()), sum(heard[2] for heard in self._heard.values())
