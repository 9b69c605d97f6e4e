"""Patience: an answer that will be there in a moment is waited for, and meanwhile nothing is held.

Whoever asks for a card the first time finds it not drawn. Networks ask once and never again, so they are not sent away
at once: a request that Django has only taken note of (202) is put to it anew until it is answered, or the patience is
over (503). In between no request is under way, so neither a thread nor a connection to the database waits; only the
reader's own connection does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Seconds before each of the further times: three in all. The first are for jobs in this process, which are told.
PAUSES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8)
#: So many wait in one process at most; all others hear at once that they are to come back.
MOST = 100


class Patience:
    """An ASGI application that asks another one again as long as its answer is 202, and then makes a 503 of it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._patient = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing that may change something comes here, so it may be put several times."""
        while (await receive()).get("more_body"):
            continue  # nobody reads it
        pauses = PAUSES if self._patient < MOST else ()
        self._patient += 1  # from now on, not only while it waits: of many who come at once all have yet to ask
        try:
            for pause in (*pauses, None):
                answer = _Answer(send, is_last=pause is None)
                await self._app(dict(scope), _without_body(receive), answer.send)
                if pause is None or not answer.is_later or await _has_left(receive, pause):
                    return
        finally:
            self._patient -= 1


async def _has_left(receive: Receive, pause: float) -> bool:
    """Wait a moment. Whether the client has gone meanwhile."""
    try:
        async with asyncio.timeout(pause):
            return bool((await receive())["type"] == "http.disconnect")
    except TimeoutError:
        return False


class _Answer:
    """An answer on its way to a client, which gets it unless it only says that there is none yet."""

    def __init__(self, send: Send, *, is_last: bool) -> None:
        self._send = send
        self._is_last = is_last
        self.is_later = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.ACCEPTED:
            self.is_later = True
            message = {**message, "status": HTTPStatus.SERVICE_UNAVAILABLE}
        if self._is_last or not self.is_later:
            await self._send(message)


def _without_body(receive: Receive) -> Receive:
    """What Django hears of a request whose body has been read: that there is none, then what else the client does."""
    told = [{"type": "http.request", "body": b"", "more_body": False}]

    async def next_message() -> Message:
        return told.pop() if told else await receive()

    return next_message
