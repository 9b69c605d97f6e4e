"""A WebSocket client on a bare TCP socket, for what well-behaved clients cannot do: not read, or say too much."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
from typing import Any

PATIENCE = 20


class RawSocket:
    """Shakes hands as RFC 6455 says, and then does only what it is told."""

    def __init__(self, port: int, path: str, *, receive_buffer: int = 0) -> None:
        self._tcp = socket.socket()
        if receive_buffer:
            self._tcp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._tcp.settimeout(PATIENCE)
        self._tcp.connect(("127.0.0.1", port))
        self._tcp.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._stream = self._tcp.makefile("rb")
        assert b" 101 " in self._stream.readline()
        while self._stream.readline() != b"\r\n":
            continue

    def say(self, text: str) -> None:
        """One text frame, masked as a client's must be."""
        data, mask = text.encode(), os.urandom(4)
        assert 126 <= len(data) < 65536 or len(data) < 126
        length = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + struct.pack("!H", len(data))
        self._tcp.sendall(b"\x81" + length + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(data)))

    def hello(self, epoch: object, after: int) -> None:
        """Say where we stand."""
        self.say(json.dumps({"type": "hello", "epoch": str(epoch), "after": after}))

    def frame(self) -> tuple[int, bytes]:
        """The next frame: its kind (1 text, 8 close, 9 ping) and what is in it."""
        kind, length = self._read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._read(8))
        return kind & 0x0F, self._read(length)

    def hear(self) -> dict[str, Any]:
        """The next message."""
        kind, data = self.frame()
        assert kind == 1, (kind, data)
        return dict(json.loads(data))

    def hear_up_to(self, cursor: int, seq: int) -> list[tuple[int, int]]:
        """(from, to) of the deltas until we stand at a number."""
        chain = []
        while cursor < seq:
            message = self.hear()
            assert message["type"] in ("delta", "beat"), message
            if message["type"] == "delta":
                chain.append((message["from"], message["to"]))
                cursor = message["to"]
        return chain

    def hear_until_it_breaks(self) -> list[tuple[int, int]]:
        """(from, to) of the deltas that came before the server went away."""
        chain = []
        with contextlib.suppress(ConnectionResetError):
            while message := self.hear():
                chain += [(message["from"], message["to"])] if message["type"] == "delta" else []
        return chain

    def closing(self) -> int:
        """The code that the server closes with, next."""
        kind, data = self.frame()
        assert kind == 8, (kind, data)
        return int(struct.unpack("!H", data[:2])[0])

    def drain(self) -> None:
        """Read until the connection ends, in whichever way."""
        with contextlib.suppress(ConnectionResetError):
            while self._tcp.recv(65536):
                continue

    def close(self) -> None:
        """Go away."""
        self._stream.close()
        self._tcp.close()

    def _read(self, number: int) -> bytes:
        data = self._stream.read(number)
        if len(data) < number:
            raise ConnectionResetError("the server went away")
        return data
