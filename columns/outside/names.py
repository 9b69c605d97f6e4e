"""Looking up a name, without waiting for a resolver that does not answer."""

from __future__ import annotations

import socket
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread

from .addresses import is_public
from .deadline import Deadline
from .reasons import Reason, Refused

# A look-up cannot be broken off: one that hangs keeps its thread until the system's resolver gives up. No more than
# these hang at a time.
_PLACES = BoundedSemaphore(16)


def look_up(name: str) -> list[str]:
    """Every address that the system's resolver knows for a name, the best first. (Tests put their own world here.)"""
    answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def addresses_of(name: str, deadline: Deadline) -> list[str]:
    """Every address of a name, asked for once."""
    if not _PLACES.acquire(timeout=deadline.left()):
        raise Refused(Reason.TOO_SLOW)
    answer: SimpleQueue[list[str]] = SimpleQueue()

    def ask() -> None:
        try:
            found = look_up(name)
        except (OSError, UnicodeError):
            found = []
        finally:
            _PLACES.release()
        answer.put(found)

    Thread(target=ask, name="look-up", daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty:
        raise Refused(Reason.TOO_SLOW) from None
    if not found:
        raise Refused(Reason.UNREACHABLE)
    return found


def public_addresses_of(name: str, deadline: Deadline) -> list[str]:
    """The same, if all of them are public: a name with mixed answers is up to something."""
    found = addresses_of(name, deadline)
    if not all(map(is_public, found)):
        raise Refused(Reason.ADDRESS)
    return found
