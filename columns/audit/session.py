"""The session in which something is done, for whoever records it: set where a request comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_session: ContextVar[str] = ContextVar("session", default="")


def current() -> str:
    """The fingerprint of the session of this request; empty outside one."""
    return _session.get()


def fingerprint(session_key: str | None) -> str:
    """What is kept of a session's key: enough to tell one from another, nothing to sign in with."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""


@contextmanager
def within(name: str) -> Iterator[None]:
    """Within this, what is done is done in the session of that name."""
    token = _session.set(name)
    try:
        yield
    finally:
        _session.reset(token)


def enter(name: str) -> None:
    """From here to the end of the request, what is done is done in the session of that name: a tool's, a new one's."""
    _session.set(name)
