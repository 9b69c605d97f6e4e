"""The bell: tells every process, after a commit, that a column's log has grown."""

from __future__ import annotations

import asyncio
import functools
import logging
import threading
from typing import Any

from asgiref.sync import SyncToAsync, async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

#: Seconds after which an editor waits no longer for a layer that does not answer.
PATIENCE = 2.0


def group_of(column_id: int) -> str:
    """The name of a column's group on the channel layer."""
    return f"column.{column_id}"


def desk_group_of(column_id: int) -> str:
    """The name of the group of those who have a column's desk open."""
    return f"desk.{column_id}"


def person_group_of(user_id: int) -> str:
    """The name of the group of the sockets of one member of the staff."""
    return f"user.{user_id}"


def ring(column_id: int, seq: int) -> None:
    """Say that `column_id` has reached `seq`. A hint that may be lost: whoever listens also looks for itself.

    Never raises: what it announces is already committed, and the editor's act has succeeded.
    """
    _send_to(group_of(column_id), {"type": "bell", "column": column_id, "seq": seq})
    ring_desk(column_id, seq=seq)


def ring_desk(column_id: int, **reached: int) -> None:
    """Say what the desk of `column_id` has reached (`seq` of its log, `desk_seq`): the same kind of hint, for editors
    alone. Never raises.
    """
    _send_to(desk_group_of(column_id), {"type": "desk.moved", "reached": reached})


def ring_person(user_id: int) -> None:
    """Have a person's sockets look whether they may stay: a session ended, a role changed. Never raises."""
    _send_to(person_group_of(user_id), {"type": "desk.check"})


def _send_to(group: str, message: dict[str, Any]) -> None:
    try:
        layer = get_channel_layer()
        if isinstance(layer, InMemoryChannelLayer):
            if _has_a_loop():
                async_to_sync(layer.group_send)(group, message)
        else:
            asyncio.run_coroutine_threadsafe(_send(layer, group, message), _loop()).result()
    except Exception as error:  # noqa: BLE001 - whatever ails the layer, the log is the truth
        logger.warning("the bell of %s did not ring: %r", group, error)


def _has_a_loop() -> bool:
    """Whether this thread works for a server's loop, in which the layer in memory lives.

    Its queues know nothing of threads: from any other (a job's, say) nobody may touch them, and the looks must do.
    """
    return getattr(SyncToAsync.threadlocal, "main_event_loop", None) is not None


async def _send(layer: Any, group: str, bell: dict[str, Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        await layer.group_send(group, bell)


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """A loop in a thread of its own, in which the layer keeps its connection from one ringing to the next."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="bell", daemon=True).start()
    return loop
