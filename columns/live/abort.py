"""Aborting a connection: ASGI has no word for it, so this knows the server it runs on (uvicorn, pinned)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def aborter(send: Any) -> Callable[[], None]:
    """A function that drops the connection behind an ASGI `send` at once, unread data and all.

    A close frame would only queue behind what the reader does not take. `send` is a method of uvicorn's protocol
    object, which holds the transport. Elsewhere (a test's communicator) there is nothing to drop.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    return transport.abort if transport is not None else lambda: None
