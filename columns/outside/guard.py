"""The guard at the door: makes the connections of one request, to checked addresses only, and watches its clock.

It is httpcore's network backend. A name is looked up here, once, and connected to by one of the addresses that were
checked; TLS still asks for the name. So there is no second look-up that could answer differently.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from columns.markup.hosts import USUAL_PORTS

from .deadline import Deadline
from .names import addresses_of, public_addresses_of
from .reasons import Reason, Refused

#: Bytes of status line and headers that are read, with those of a proxy.
HEAD_CAP = 64 * 1024


def dial(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A connection to an IP address. (Tests put their own world here.)"""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout)


class Guard(httpcore.NetworkBackend):
    """Connects one request. `proxy`: it goes to the proxy that the operator named, wherever that is."""

    def __init__(self, deadline: Deadline, *, proxy: bool = False) -> None:
        self._deadline = deadline
        self._proxy = proxy
        #: The bytes that may still arrive before the head is complete; None: it is.
        self.head_left: int | None = HEAD_CAP

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that takes it; each gets its share of the time left."""
        if self._proxy:
            addresses = addresses_of(host, self._deadline)
        elif port in USUAL_PORTS.values():
            addresses = public_addresses_of(host, self._deadline)
        else:
            raise Refused(Reason.PORT)
        for still, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            try:
                return Wire(dial(address, port, self._deadline.left() / still), self, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                self._deadline.left()
        raise Refused(Reason.UNREACHABLE)


class Wire(httpcore.NetworkStream):
    """A connection on which each wait is no longer than what is left of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard, deadline: Deadline) -> None:
        self._stream = stream
        self._guard = guard
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived; Refused when the head does not end."""
        left = self._guard.head_left
        if left is None:
            return self._stream.read(max_bytes, self._deadline.left())
        if left <= 0:
            raise Refused(Reason.TOO_LARGE)
        data = self._stream.read(min(max_bytes, left), self._deadline.left())
        self._guard.head_left = left - len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the request."""
        self._stream.write(buffer, self._deadline.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection under TLS, if the other side is who it should be."""
        try:
            secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore.ConnectError as error:
            raise Refused(Reason.TLS if isinstance(error.__cause__, ssl.SSLError) else Reason.UNREACHABLE) from error
        return Wire(secure, self._guard, self._deadline)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection."""
        return self._stream.get_extra_info(info)
