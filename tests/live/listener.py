"""Readers on the socket and on events, through the real application but without a network."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from asgiref.testing import ApplicationCommunicator

from columns.models import Column

HERE = "http://127.0.0.1:8000"
#: Seconds for an answer to come; usually it takes a hundredth of one.
PATIENCE = 20


class Listener:
    """Says hello and keeps what it hears. It applies deltas as the protocol says: `cursor` and `chain` are its own."""

    def __init__(self, slug: str, origin: str | None = HERE) -> None:
        from liveblog.asgi import application

        headers = [(b"origin", origin.encode())] if origin is not None else []
        scope = {"type": "websocket", "path": f"/live/{slug}/", "query_string": b"", "headers": headers}
        self.socket = ApplicationCommunicator(application, scope)
        self.is_here = False
        self.cursor = 0
        #: Every message as it came.
        self.raw: list[str] = []
        #: (from, to) of each delta.
        self.chain: list[tuple[int, int]] = []
        #: The numbers of the changes heard.
        self.numbers: list[int] = []

    async def connect(self) -> bool:
        """Whether the server lets us in."""
        await self.socket.send_input({"type": "websocket.connect"})
        self.is_here = (await self.output())["type"] == "websocket.accept"
        return self.is_here

    async def say(self, text: str) -> None:
        """Send a message."""
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def hello(self, epoch: object, after: int) -> None:
        """Say where we stand."""
        self.cursor = after
        await self.say(json.dumps({"type": "hello", "epoch": str(epoch), "after": after}))

    async def follow(self, column: Column, after: int | None = None) -> None:
        """Connect and say hello: at the head, as `column` was read, or after another number of its log."""
        assert await self.connect()
        await self.hello(column.epoch, column.head_seq if after is None else after)

    async def output(self) -> dict[str, Any]:
        """The next thing that the server does to this connection."""
        return dict(await self.socket.receive_output(PATIENCE))

    async def hear(self) -> dict[str, Any]:
        """The next message."""
        output = await self.output()
        assert output["type"] == "websocket.send", output
        self.raw.append(output["text"])
        message: dict[str, Any] = json.loads(output["text"])
        if message["type"] == "delta":
            self.chain.append((message["from"], message["to"]))
            self.numbers += [change["seq"] for change in message["changes"]]
            self.cursor = max(self.cursor, message["to"])
        return message

    async def hear_up_to(self, seq: int) -> list[dict[str, Any]]:
        """Messages, until we stand at a number."""
        heard = []
        while self.cursor < seq:
            heard.append(await self.hear())
            assert heard[-1]["type"] in ("delta", "beat"), heard[-1]
        return heard

    async def closing(self) -> int:
        """The code that the server closes with, next."""
        output = await self.output()
        assert output["type"] == "websocket.close", output
        return int(output["code"])

    async def leave(self) -> None:
        """Go away."""
        if self.is_here:
            self.is_here = False
            await self.socket.send_input({"type": "websocket.disconnect", "code": 1001})
            await self.socket.wait(PATIENCE)


class EventListener(Listener):
    """The same over server-sent events: saying hello is opening the stream, and `ids` are the cursors it was told."""

    def __init__(self, slug: str, origin: str | None = None, **request: Any) -> None:
        super().__init__(slug, origin)
        self._scope = {**self.socket.scope, "type": "http", "http_version": "1.1", "method": "GET", **request}
        self._rest = ""
        self.ids: list[str] = []
        #: Whether the server has ended the stream.
        self.has_ended = False

    async def connect(self) -> bool:
        """Nothing yet: a stream is asked for with its cursor."""
        return True

    async def hello(self, epoch: object, after: int) -> None:
        """Open a stream there; an earlier one is left."""
        self.cursor = after
        await self.open(f"after={epoch}:{after}")
        assert await self.status() == 200

    async def open(self, query: str, **headers: str) -> None:
        """Ask for a stream."""
        from liveblog.asgi import application

        await self.leave()
        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {**self._scope, "query_string": query.encode(), "headers": [*self._scope["headers"], *given]}
        self.socket = ApplicationCommunicator(application, {**scope, "path": f"{scope['path']}events"})
        await self.socket.send_input({"type": "http.request", "body": b"", "more_body": False})
        self.is_here, self._rest = True, ""

    async def status(self) -> int:
        """What the request is answered with."""
        start = await super().output()
        assert start["type"] == "http.response.start", start
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return int(start["status"])

    async def output(self) -> dict[str, Any]:
        """The next event, as a socket would have brought it."""
        while "\n\n" not in self._rest:
            piece = await super().output()
            self._rest += piece["body"].decode()
            self.has_ended = not piece["more_body"]
        event, _, self._rest = self._rest.partition("\n\n")
        lines = dict(line.split(": ", 1) for line in event.split("\n"))
        if "data" not in lines:
            return await self.output()
        self.ids += [lines["id"]] if "id" in lines else []
        return {"type": "websocket.send", "text": lines["data"]}

    async def leave(self) -> None:
        """Go away."""
        if self.is_here:
            self.is_here = False
            await self.socket.send_input({"type": "http.disconnect"})
            await self.socket.wait(PATIENCE)


def assert_chain(chain: list[tuple[int, int]], start: int, end: int) -> None:
    """Deltas that lead from one number to another, each on from where the last ended: nothing lost, nothing twice."""
    assert [start, *(to for _, to in chain)] == [*(begins for begins, _ in chain), end]


async def gather_up_to(listeners: list[Listener], seq: int) -> None:
    """All of them hear until they stand at a number."""
    await asyncio.gather(*(listener.hear_up_to(seq) for listener in listeners))
