"""Frame: one message on its way to everyone, encoded once for each transport."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from websockets.frames import Frame as SocketFrame
from websockets.frames import Opcode

#: How a gzip stream begins (RFC 1952 §2.3): deflate, no name, no time, an unknown system.
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


class Frame:
    """A message of the protocol, encoded once for each way in which it travels, however many readers take it.

    `reached` is the number to which it brings a reader (0: it brings nobody further), `cursor` the same as a client
    says it. After the `last` one a stream of events ends.
    """

    __slots__ = ("_encoded", "cursor", "last", "reached", "text")

    def __init__(self, text: str, *, reached: int = 0, cursor: str = "", last: bool = False) -> None:
        self.text = text
        self.reached = reached
        self.cursor = cursor
        self.last = last
        self._encoded: dict[Encoding, bytes] = {}

    def encoded(self, encoding: Encoding) -> bytes:
        """What one of the encodings below makes of it, made when it is first asked for."""
        try:
            return self._encoded[encoding]
        except KeyError:
            self._encoded[encoding] = encoding(self)
            return self._encoded[encoding]


Encoding = Callable[[Frame], bytes]


def socket_frame(frame: Frame) -> bytes:
    """As a frame of a WebSocket (RFC 6455 §5.2; a server's are not masked)."""
    return SocketFrame(Opcode.TEXT, frame.text.encode()).serialize(mask=False)


def event(frame: Frame) -> bytes:
    """As a server-sent event (WHATWG HTML §9.2.5). JSON has no line break in it, so one `data` line holds it."""
    label = f"id: {frame.cursor}\n" if frame.cursor else ""
    return f"{label}data: {frame.text}\n\n".encode()


def squeezed_event(frame: Frame) -> bytes:
    """The same as a part of a gzip stream."""
    return squeezed(event(frame))


@dataclass(frozen=True)
class Form:
    """How frames travel: in an ASGI message for the server's `send`, and the same as bytes on the wire."""

    message: Callable[[Frame], dict[str, Any]]
    wire: Encoding


def _stream(part: Encoding) -> Form:
    """A response in chunks (RFC 9112 §7.1), each of them an event."""

    def message(frame: Frame) -> dict[str, Any]:
        return {"type": "http.response.body", "body": frame.encoded(part), "more_body": not frame.last}

    def wire(frame: Frame) -> bytes:
        data = part(frame)  # not kept: the wire has it
        return b"%x\r\n%b\r\n" % (len(data), data)

    return Form(message, wire)


SOCKET = Form(lambda frame: {"type": "websocket.send", "text": frame.text}, socket_frame)
STREAM = _stream(event)
SQUEEZED_STREAM = _stream(squeezed_event)


def squeezed(data: bytes) -> bytes:
    """Deflate blocks that refer to nothing before them, and end on a whole byte (RFC 1951): so the same ones fit into
    everyone's stream, wherever it stands. No checksum of a stream ends it, since each reader's would be another.
    """
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
