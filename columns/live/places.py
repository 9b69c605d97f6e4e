"""Places: how many readers a process holds, and how many from one address."""

from __future__ import annotations

import resource
from collections import Counter
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings

#: Open files that a process needs for everything but readers.
RESERVED = 200
#: Seconds after which it is worth while to ask again.
RETRY_AFTER = 30


class Places:
    """The places of one process. Who finds none is told to come back later; pages are served all the same.

    Addresses are counted while their readers are here, and kept nowhere else. Our own machine's are not: behind them
    is a proxy that names nobody, or an onion service.
    """

    def __init__(self) -> None:
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._in_all = max(1, min(settings.READERS, files - RESERVED))
        self._taken = 0
        self._by_address: Counter[str] = Counter()

    def take(self, scope: dict[str, Any]) -> str | None:
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

    def give_back(self, place: str) -> None:
        """The reader who had it is gone."""
        self._taken -= 1
        if place:
            self._by_address[place] -= 1
            if not self._by_address[place]:
                del self._by_address[place]


def _network_of(scope: dict[str, Any]) -> str:
    """Whom a client counts as: its address, the whole network of a subscriber where that is IPv6; empty for our own."""
    try:
        address = ip_address((scope.get("client") or ("",))[0].partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if address.is_loopback:
        return ""
    return str(address) if address.version == 4 else str(IPv6Address(int(address) >> 64 << 64))
