"""One request to one address, through the guard: no redirect is followed, nothing is remembered for the next."""

from __future__ import annotations

import contextlib
import functools
import ssl
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import httpcore
from django.conf import settings

from .deadline import Deadline
from .guard import Guard
from .kinds import Kind
from .reasons import Reason, Refused

#: Says what it is; not whose, since a newsroom need not tell what it reads.
USER_AGENT = "Mozilla/5.0 (compatible; Liveblog)"


@contextlib.contextmanager
def asked(url: str, kind: Kind, until: Deadline) -> Iterator[httpcore.Response]:
    """The answer to one request, its head read and its body not yet."""
    headers: dict[bytes | str, bytes | str] = {
        "Host": urlsplit(url).netloc,
        "User-Agent": USER_AGENT,
        "Accept": kind.accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    guard = Guard(until, proxy=bool(settings.OUTSIDE_PROXY))
    with _explained(), _way_out(guard) as way, way.stream("GET", url, headers=headers) as answer:
        guard.head_left = None
        yield answer


def _way_out(guard: Guard) -> httpcore.ConnectionPool:
    """Straight on, or through the operator's proxy. It lives for one request: nothing is kept between two."""
    if not settings.OUTSIDE_PROXY:
        return httpcore.ConnectionPool(ssl_context=trust(), network_backend=guard)
    proxy = urlsplit(settings.OUTSIDE_PROXY)
    sign_in = (unquote(proxy.username or "").encode(), unquote(proxy.password or "").encode())
    return httpcore.HTTPProxy(
        f"http://{proxy.netloc.rpartition('@')[2]}",
        proxy_auth=sign_in if proxy.username else None,
        ssl_context=trust(),
        network_backend=guard,
    )


@functools.cache
def trust() -> ssl.SSLContext:
    """Whom TLS believes: the system's authorities and certifi's. (Tests add the one of their own world.)"""
    return httpcore.default_ssl_context()


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turns what httpcore raises into a reason."""
    try:
        yield
    except httpcore.TimeoutException:
        raise Refused(Reason.TOO_SLOW) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise Refused(Reason.UNREACHABLE, type(error).__name__) from error


def header(answer: httpcore.Response, name: bytes) -> str:
    """A header's value, the first if there are several; empty without one."""
    value = next((value for key, value in answer.headers if key.lower() == name), b"")
    try:
        return value.decode().strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()
