"""Pictures of our own making, as readers get them: kept for ever, and nothing else of the disk."""

from __future__ import annotations

import http.client
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from columns.pages import media
from liveblog.settings import BASE_DIR
from tests.live_server import LiveServer

PICTURE = b"\xff\xd8\xff" + b"so light that anybody would compress it. " * 99 + b"\xff\xd9"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """The folder of the pictures, with one in it; and beside it what is nobody's business."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    assert default_storage.save("embeds/a1/b2.jpg", ContentFile(PICTURE)) == "embeds/a1/b2.jpg"
    return tmp_path / "media"


def test_a_picture_comes_with_everything_that_keeps_it_a_picture(client: Client) -> None:
    answer = client.get("/media/embeds/a1/b2.jpg", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, PICTURE)
    expected = {
        "Content-Type": "image/jpeg",
        "Content-Length": str(len(PICTURE)),
        "Cache-Control": "public, max-age=31536000, s-maxage=60, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Frame-Options": "DENY",
    }
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert "Content-Encoding" not in answer.headers
    assert not answer.cookies


def test_its_address_is_the_one_that_the_storage_gives(client: Client) -> None:
    assert default_storage.url("embeds/a1/b2.jpg") == "/media/embeds/a1/b2.jpg"
    again = default_storage.save("embeds/a1/b2.jpg", ContentFile(b"another"))
    assert client.get("/media/embeds/a1/b2.jpg").content == PICTURE
    assert client.get(default_storage.url(again)).content == b"another"


def test_it_may_be_asked_about_but_not_be_changed(client: Client) -> None:
    head = client.head("/media/embeds/a1/b2.jpg")
    assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", str(len(PICTURE)))
    for method in ("post", "put", "delete", "patch", "options"):
        assert getattr(client, method)("/media/embeds/a1/b2.jpg").status_code == 405


def test_others_on_the_machine_may_read_it_and_only_we_write_it(folder: Path) -> None:
    assert stat.S_IMODE((folder / "embeds/a1/b2.jpg").stat().st_mode) == 0o644


@pytest.fixture
def asked(live: LiveServer) -> Iterator[http.client.HTTPConnection]:
    """A connection to the running server, which is sent every address exactly as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
    yield connection
    connection.close()


STRAY = [
    *("/media/", "/media/embeds", "/media/embeds/", "/media/embeds/a1", "/media/embeds/a1/b2.jpg/", "/media/a1/b2.jpg"),
    *("/media/../secret.jpg", "/media/%2e%2e/secret.jpg", "/media/..%2fsecret.jpg", "/media/embeds/../../secret.jpg"),
    *("/media/%2e%2e%2fsecret.jpg", "/media/..%5csecret.jpg", "/media/..\\secret.jpg", "/media/%252e%252e/secret.jpg"),
    *("/media//embeds/a1/b2.jpg", "/media/embeds//a1/b2.jpg", "/media/./embeds/a1/b2.jpg", "/media/embeds%00/b2.jpg"),
    *("/media/embeds/a1/b2.jpg%00", "/media/embeds/a1/b2.jpg%0a", "/media/embeds/a1/b2.jpg%20", "/media/b2.JPG"),
    *("/media/%c3%28.jpg", "/media/%d0%b0.jpg", "/media/.hidden.jpg", "/media/folder.jpg", "/media/page.html"),
    *("/media/drawing.svg", "/media/no-ending", "/media/jpg", "/media/embeds/a1/b2.jpg/x.jpg", "/medias/a1/b2.jpg"),
    *(f"/media/{'a' * 300}.jpg", f"/media/{'a/' * 400}a.jpg"),
]


def test_nothing_else_is_there_however_it_is_asked_for(asked: http.client.HTTPConnection, folder: Path) -> None:
    (folder / "folder.jpg").mkdir()
    for name in (".hidden.jpg", "page.html", "drawing.svg", "no-ending"):
        (folder / name).write_bytes(b"secret")
    absolute = [f"/media/{folder.parent}/secret.jpg", f"/media/%2f{str(folder.parent)[1:]}/secret.jpg"]
    for address in [*STRAY, *absolute]:
        asked.request("GET", address)
        answer = asked.getresponse()
        body = answer.read()
        assert answer.status == 404, address
        assert b"secret" not in body.lower().replace(address.encode().lower(), b""), address
        assert b"<html" in body, address


def test_a_slow_disk_makes_nobody_else_wait(
    asked: http.client.HTTPConnection, live: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    usual = default_storage.open

    def slow(name: str) -> object:
        reached.set()
        assert go_on.wait(20)
        return usual(name)

    monkeypatch.setattr(media.default_storage, "open", slow)
    asked.request("GET", "/media/embeds/a1/b2.jpg")
    try:
        assert reached.wait(20)
        other = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
        other.request("GET", "/robots.txt")
        assert other.getresponse().status == 200
        other.close()
    finally:
        go_on.set()
    assert asked.getresponse().read() == PICTURE


def test_pictures_may_have_an_origin_of_their_own() -> None:
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", (
            "from django.core.files.storage import default_storage; from liveblog.security import *;"
            "print(default_storage.url('a.jpg'), PUBLIC_POLICY['DIRECTIVES']['img-src'], STAFF_DIRECTIVES['img-src'])"
        )],
        env={**os.environ, "MEDIA_URL": "https://media.example.org/media"}, cwd=BASE_DIR, check=True,
        capture_output=True, text=True,
    ).stdout.splitlines()[-1]
    assert said == (
        "https://media.example.org/media/a.jpg [\"'self'\", 'https://media.example.org'] "
        "[\"'self'\", 'https://media.example.org', 'data:']"
    )
