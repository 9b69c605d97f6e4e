"""Channels as its tutorial has it: a group per column, a `send` per reader. Kept here, to be measured against.

    python -m tests.bench.fanout.naive serve      on a free port, which it says; its layer is in memory or, where
                                                  REDIS_URL is set, channels_redis's core one
    python -m tests.bench.fanout.naive publish    through Redis, from a process of its own

Both publish at `send NUMBER` in their input.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from typing import Any

import uvicorn
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

from liveblog.server import OPTIONS

GROUP = "column"
UPDATE = 2000


class Consumer(AsyncJsonWebsocketConsumer):
    """One reader."""

    groups = [GROUP]

    async def connect(self) -> None:
        """Let it in, and tell it that all is well."""
        await self.accept()
        await self.send_json({"type": "beat", "seq": 0})

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        """Whatever it says, it hears everything from now on."""

    async def update(self, event: dict[str, Any]) -> None:
        """An update from the group."""
        await self.send_json(event["message"])


async def publish_what_is_asked_for() -> None:
    """Obey the input until it ends."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        number, called = int(line.split()[1]), time.monotonic_ns()
        message: dict[str, Any] = {"type": "delta", "epoch": "0", "from": number - 1, "to": number}
        text = f"@@{number}:{called}@@"
        message["changes"] = [text.ljust(UPDATE - 90, "x")]
        await get_channel_layer().group_send(GROUP, {"type": "update", "message": message})
        print("sent", number, called, flush=True)


async def serve() -> None:
    """Uvicorn with the platform's options, on a port that is free."""
    options = OPTIONS | {"lifespan": "off"}
    application = ProtocolTypeRouter({"websocket": URLRouter([re_path("", Consumer.as_asgi())])})
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, **options))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print("port", server.servers[0].sockets[0].getsockname()[1], flush=True)
    await publish_what_is_asked_for()
    server.should_exit = server.force_exit = True
    await serving


def main(role: str) -> None:
    """Without the platform's settings: this needs a layer and nothing else."""
    layer: dict[str, Any] = {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    if url := os.environ.get("REDIS_URL"):
        # The layer waits five seconds for a message, which is how long redis-py waits for any answer: it would lose
        # connections by that alone.
        host = {"address": url, "socket_timeout": 60}
        layer = {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [host]}}
    settings.configure(CHANNEL_LAYERS={"default": layer})
    asyncio.run({"serve": serve, "publish": publish_what_is_asked_for}[role]())


if __name__ == "__main__":
    main(sys.argv[1])
