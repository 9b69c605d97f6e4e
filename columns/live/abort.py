"""Aborting a connection: ASGI has no word for it, so this knows the server it runs on (uvicorn, pinned)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def aborter(send: Any) -> Callable[[], None]:
    """A function that drops the connection behind an ASGI `send` at once, unread data and all.

    A close frame would only queue behind what the reader does not take. `send` is a method of uvicorn's protocol
    object, which holds the transport. Elsewhere (a test's communicator) there is nothing to drop.
    """
    transport = _transport(send)
    return transport.abort if transport is not None else lambda: None


def last_resort(send: Any) -> Callable[[], None]:
    """A function that drops the connection behind `send` if it has been closed and still is not gone: closing waits for
    a client to take what it was sent, as long as it likes. (A connection that is open may serve another request.)
    """
    transport = _transport(send)
    return lambda: transport.abort() if transport is not None and transport.is_closing() else None


def _transport(send: Any) -> Any:
    return getattr(getattr(send, "__self__", None), "transport", None)
