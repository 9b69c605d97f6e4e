"""Uploads: what is refused before it is read. Django under ASGI takes in the whole of a body before it looks at it.

Nobody may send more than a form of text; and to where pictures are taken, only those who may bring some, and not more
than a form with one.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from errno import ENOSPC
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings

#: The largest file of a picture, and the largest body with one, in bytes: that file and what else stands in its form.
LARGEST_PICTURE = 30 * 1024 * 1024
LARGEST_FORM = LARGEST_PICTURE + 1024 * 1024
#: All other bodies. Django reads no more of a form without files, but would lay anything a stranger sends on the disk.
LARGEST_TEXT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
#: So many pictures are in memory at once, in one process: each takes its file, what is made of it, and a connection.
AT_ONCE = 4
#: Where pictures are sent to.
ADDRESSES = frozenset({"/admin/columns/image/upload/", "/admin/columns/image/add/"})
WORDS = {
    403: "You are not signed in, or may not do this.",
    413: "This is too large.",
    507: "The server's disk is full. Tell whoever runs it, go back and try again.",
}
logger = logging.getLogger(__name__)


class _TooMuch(Exception):
    """More has come than may."""


class Gate:
    """An ASGI application behind which nothing arrives that is too large, or from somebody who may not send it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Pass it on, or refuse it. What announces no length is counted as it comes."""
        is_upload = _is_upload(scope)
        announced, most = _header(scope, b"content-length"), LARGEST_FORM if is_upload else LARGEST_TEXT
        if announced.isdecimal() and int(announced) > most:
            await _refuse(send, 413)
        elif is_upload and not await _may_upload(_header(scope, b"cookie")):
            await _refuse(send, 403)
        else:
            try:
                async with AsyncExitStack() as until_done:
                    receive = _counted(receive, most)
                    if is_upload:
                        receive = _in_turn(receive, self._turns, until_done)
                    await self.inner(scope, receive, send)
            except _TooMuch:
                await _refuse(send, 413)
            except OSError as error:  # Django lays a large body on the disk
                if error.errno != ENOSPC:
                    raise
                logger.error("no room on the disk for the body of a request")
                await _refuse(send, 507)


def _is_upload(scope: dict[str, Any]) -> bool:
    return scope["method"] == "POST" and scope["path"] in ADDRESSES


def _header(scope: dict[str, Any], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _counted(receive: Any, most: int) -> Any:
    come = 0

    async def count() -> Any:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > most:
            raise _TooMuch
        return message

    return count


def _in_turn(receive: Any, turns: asyncio.Semaphore, until_done: AsyncExitStack) -> Any:
    """With the end of a body held back until it is its turn: by then Django has laid the rest on the disk, and whoever
    sends slowly has kept nobody waiting. Nothing is held meanwhile, no thread and no connection.
    """

    async def wait() -> Any:
        message = await receive()
        if message["type"] == "http.request" and not message.get("more_body"):
            await until_done.enter_async_context(turns)
        return message

    return wait


@database_sync_to_async  # type: ignore[untyped-decorator]
def _may_upload(cookies: str) -> bool:
    """Whether whoever sends these cookies may bring in a picture. The form's token is checked later."""
    from columns.publishing import permissions
    from columns.publishing.sign_ins import signed_in

    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    user = signed_in(import_module(settings.SESSION_ENGINE).SessionStore(found.value)) if found else None
    return user is not None and permissions.may(user, "take_image")


async def _refuse(send: Any, status: int) -> None:
    """No, in words for whoever sees them, and the end of the connection: nobody reads the rest."""
    words = WORDS[status].encode()
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
