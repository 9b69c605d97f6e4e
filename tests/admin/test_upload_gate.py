"""What the server refuses before it has read it: too much, and pictures from those who may bring none."""

from __future__ import annotations

import asyncio
import socket
from errno import ENOSPC
from typing import Any
from unittest.mock import AsyncMock, patch

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Image
from liveblog import uploads
from tests.live_server import LiveServer

from .pictured import UPLOAD, photo

PATIENCE = 20


def said(live: LiveServer, head: str, body: bytes = b"") -> str:
    """What the server answers to a request of which it is sent no more than this."""
    with socket.create_connection(("127.0.0.1", live.port), timeout=PATIENCE) as connection:
        connection.sendall(f"{head}\r\nHost: 127.0.0.1:{live.port}\r\n\r\n".encode() + body)
        return connection.recv(65536).decode()


def signed_in(user: User) -> str:
    """The cookies of somebody, as a header."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"Cookie: {name}={client.cookies[name].value}"


def test_two_hundred_megabytes_are_refused_at_their_announcement(live: LiveServer, alice: User) -> None:
    for address in (UPLOAD, "/admin/columns/entry/add/", "/"):
        head = f"POST {address} HTTP/1.1\r\n{signed_in(alice)}\r\nContent-Length: {200 * 1024**2}"
        assert " 413 " in said(live, head).splitlines()[0]


def test_what_announces_no_length_is_refused_once_it_is_too_much(
    live: LiveServer, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_FORM", 1000)
    head = f"POST {UPLOAD} HTTP/1.1\r\n{signed_in(alice)}\r\nTransfer-Encoding: chunked"
    assert " 413 " in said(live, head, b"800\r\n" + b"x" * 0x800 + b"\r\n").splitlines()[0]


def test_nobody_lays_more_than_a_text_on_the_disk_where_no_pictures_are_taken(live: LiveServer) -> None:
    for address in ("/", "/admin/login/", "/media/images/a/400.jpg"):
        head = f"POST {address} HTTP/1.1\r\nContent-Length: {uploads.LARGEST_TEXT + 1}"
        assert " 413 " in said(live, head).splitlines()[0]


def test_a_picture_from_somebody_who_may_bring_none_is_not_read(live: LiveServer, bob: User, charlie: User) -> None:
    for who in ("X-Nobody: 1", "Cookie: sessionid=made-up", "Cookie: =;\t;=", signed_in(bob), signed_in(charlie)):
        head = f"POST {UPLOAD} HTTP/1.1\r\n{who}\r\nContent-Length: 20000000"
        assert " 403 " in said(live, head).splitlines()[0]


async def test_a_full_disk_is_an_answer_in_words() -> None:
    sent: list[dict[str, Any]] = []

    async def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await uploads.Gate(full)({"method": "POST", "path": "/", "headers": []}, None, send)
    assert sent[0]["status"] == 507
    assert b"disk is full" in sent[1]["body"]


def test_an_upload_that_is_cut_half_way_leaves_nothing(live: LiveServer, alice: User) -> None:
    body = photo()
    head = f"POST {UPLOAD} HTTP/1.1\r\n{signed_in(alice)}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    with socket.create_connection(("127.0.0.1", live.port), timeout=PATIENCE) as connection:
        start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        connection.sendall(f"{head}Content-Length: {len(body) + 999}\r\nHost: x\r\n\r\n".encode() + start + body[:500])
    # The next one is answered as ever.
    assert " 403 " in said(live, f"{head}Content-Length: 7", b"--x--\r\n").splitlines()[0]
    assert not Image.objects.exists()


async def test_no_more_pictures_are_taken_at_once_than_memory_has_room_for() -> None:
    arrived, may_end = asyncio.Semaphore(0), asyncio.Event()
    whole: list[int] = []

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            arrived.release()  # slow or not, all of them may send
        whole.append(1)
        arrived.release()
        await may_end.wait()
        whole.remove(1)

    def sent() -> Any:
        parts = iter([{"type": "http.request", "body": b"x", "more_body": more} for more in (True, False)])

        async def receive() -> dict[str, Any]:
            return next(parts)

        return receive

    async def upload() -> None:
        await gate({"method": "POST", "path": UPLOAD, "headers": []}, sent(), None)

    gate = uploads.Gate(app)
    with patch.object(uploads, "_may_upload", AsyncMock(return_value=True)):
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
            for _ in range(uploads.AT_ONCE + 3):
                tasks.create_task(upload())
            for _ in range(2 * uploads.AT_ONCE + 3):
                await arrived.acquire()
            assert len(whole) == uploads.AT_ONCE
            assert gate._turns.locked()
            may_end.set()
    assert whole == []
    assert not gate._turns.locked()
