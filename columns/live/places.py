"""Places: how many readers a process holds, and how many from one address."""

from __future__ import annotations

import resource
from collections import Counter
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any

from django.conf import settings

#: Open files that a process needs for everything but readers.
RESERVED = 200
#: Seconds after which it is worth while to ask again.
RETRY_AFTER = 30
#: What stands before an IPv4 address in its IPv6 form (RFC 4291 §2.5.5.2), and the IPv6 address of this machine.
_MAPPED = bytes(10) + b"\xff\xff"
_LOOPBACK = bytes(15) + b"\x01"


class Places:
    """The places of one process. Who finds none is told to come back later; pages are served all the same.

    Addresses are counted while their readers are here, and kept nowhere else. Our own machine's are not: behind them
    is a proxy that names nobody, or an onion service.
    """

    def __init__(self) -> None:
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._in_all = max(1, min(settings.READERS, files - RESERVED))
        self._taken = 0
        self._by_address: Counter[bytes] = Counter()

    def take(self, scope: dict[str, Any]) -> bytes | None:
        """A place for the client of an ASGI scope: what to give back when it leaves, None when there is none."""
        address = _network_of(scope)
        most = settings.READERS_PER_ADDRESS
        if self._taken >= self._in_all or (address and most and self._by_address[address] >= most):
            return None
        self._taken += 1
        if address:
            self._by_address[address] += 1
        return address

    def close(self) -> None:
        """There are none for anybody any more."""
        self._in_all = 0

    def give_back(self, place: bytes) -> None:
        """The reader who had it is gone."""
        self._taken -= 1
        if place:
            self._by_address[place] -= 1
            if not self._by_address[place]:
                del self._by_address[place]


def _network_of(scope: dict[str, Any]) -> bytes:
    """Whom a client counts as: its address, the whole network of a subscriber where that is IPv6; empty for our own."""
    host = (scope.get("client") or ("",))[0].partition("%")[0]
    try:
        address = inet_pton(AF_INET6 if ":" in host else AF_INET, host)
    except OSError:
        return b""
    address = address.removeprefix(_MAPPED)
    if address[:1] == b"\x7f" if len(address) == 4 else address == _LOOPBACK:
        return b""
    return address[:8]
