"""The lookout: `/live/<column>/urgent`, which pages without a stream ask for every few seconds between two polls."""

from __future__ import annotations

from typing import Any

from . import protocol
from .hub import hub
from .places import RETRY_AFTER
from .urgent import TooMany

HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'"),
]


async def lookout(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer with the number of the column's last urgent change, past all that a page needs: thousands ask."""
    status, body = await _answer(scope["method"], scope["url_route"]["kwargs"]["slug"])
    headers = [*HEADERS, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _answer(method: str, slug: str) -> tuple[int, bytes]:
    if method not in ("GET", "HEAD"):
        return 405, b""
    try:
        message = await hub().urgent.at(slug)
    except TooMany:
        return 503, protocol.later(RETRY_AFTER).encode()
    return (200, message) if message else (404, b"")
