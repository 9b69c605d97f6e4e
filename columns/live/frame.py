"""Frame: one message on its way to everyone, encoded once for each transport."""

from __future__ import annotations

from functools import cached_property
from typing import Any


class Frame:
    """A message of the protocol as the ASGI messages that carry it, made once however many readers take it.

    `reached` is the number to which it brings a reader (0: it brings nobody further), `cursor` the same as a client
    says it. After the `last` one a stream of events ends.
    """

    def __init__(self, text: str, *, reached: int = 0, cursor: str = "", last: bool = False) -> None:
        self.text = text
        self.reached = reached
        self.cursor = cursor
        self.last = last

    @cached_property
    def on_socket(self) -> dict[str, Any]:
        """As a WebSocket message."""
        return {"type": "websocket.send", "text": self.text}

    @cached_property
    def as_event(self) -> dict[str, Any]:
        """As a server-sent event (WHATWG HTML §9.2.5). JSON has no line break in it, so one `data` line holds it."""
        label = f"id: {self.cursor}\n" if self.cursor else ""
        body = f"{label}data: {self.text}\n\n".encode()
        return {"type": "http.response.body", "body": body, "more_body": not self.last}
