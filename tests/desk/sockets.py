"""A page's socket, through the real application but without a network."""

from __future__ import annotations

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.conf import settings

HERE = "http://127.0.0.1:8000"
#: Seconds for a word to come; usually it takes a hundredth of one.
PATIENCE = 30


class DeskPage:
    """One page of a desk, with the session of whoever has it open."""

    def __init__(self, post_id: str, session: str = "", origin: str = HERE) -> None:
        from liveblog.asgi import application

        cookie = f"{settings.SESSION_COOKIE_NAME}={session}".encode()
        headers = [(b"origin", origin.encode()), *([(b"cookie", cookie)] if session else [])]
        path = f"/admin/desk/{post_id}/live"
        scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers}
        self.socket = ApplicationCommunicator(application, scope)
        self.heard: list[dict[str, Any]] = []

    async def open(self) -> bool:
        """Whether it was let in."""
        await self.socket.send_input({"type": "websocket.connect"})
        return bool((await self.socket.receive_output(PATIENCE))["type"] == "websocket.accept")

    async def say(self, message: object) -> None:
        """Send a message."""
        await self.socket.send_input({"type": "websocket.receive", "text": json.dumps(message)})

    async def hear(self, kind: str) -> dict[str, Any]:
        """The next message of a kind."""
        while True:
            output = await self.socket.receive_output(PATIENCE)
            assert output["type"] == "websocket.send", output
            self.heard.append(json.loads(output["text"]))
            if self.heard[-1]["type"] == kind:
                return self.heard[-1]

    async def hear_moved(self, desk_seq: int) -> dict[str, Any]:
        """Wait until the desk has reached that number; the hint."""
        while (hint := await self.hear("moved")).get("desk_seq") != desk_seq:
            pass
        return hint

    async def hear_people(self, *names: tuple[str, str | None]) -> None:
        """Wait until exactly these are there, each at an entry."""
        while True:
            told = (await self.hear("people"))["people"]
            if [(each["name"], each["entry"]) for each in told] == list(names):
                return

    async def closed(self) -> int:
        """Wait for its end, whatever is said before; the code."""
        output = await self.socket.receive_output(PATIENCE)
        while output["type"] == "websocket.send":
            output = await self.socket.receive_output(PATIENCE)
        assert output["type"] == "websocket.close", output
        return int(output["code"])

    async def leave(self) -> None:
        """Close the page."""
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(PATIENCE)
