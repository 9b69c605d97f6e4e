"""Origin: only pages of this site may follow its columns (RFC 6455 §10.2)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlparse

from channels.security.websocket import OriginValidator, WebsocketDenier
from django.conf import settings


class _SameSite(OriginValidator):  # type: ignore[misc]
    """Channels' check against ALLOWED_HOSTS, which also refuses an Origin that is no address at all."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> Any:
        """Deny what the check cannot even read."""
        try:
            return await super().__call__(scope, receive, send)
        except ValueError:
            return await WebsocketDenier.as_asgi()(scope, receive, send)


def same_site(application: Any) -> Any:
    """`application`, for connections whose Origin is one of our hosts; others, and those without one, get a 403."""
    return _SameSite(application, settings.ALLOWED_HOSTS)


def is_ours(origin: bytes) -> bool:
    """Whether an Origin header names one of our hosts. (For a request of our own, browsers may leave it away.)"""
    try:
        return bool(_SameSite(None, settings.ALLOWED_HOSTS).valid_origin(urlparse(origin.decode("latin-1"))))
    except ValueError:
        return False
