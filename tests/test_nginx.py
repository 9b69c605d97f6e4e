"""nginx, as docs/deploy sets it up: what it keeps and for whom, what it passes on, what it writes down."""

from __future__ import annotations

import queue
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.live_server import LiveServer
from tests.nginx import Nginx

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE


class StandIn(BaseHTTPRequestHandler):
    """A platform that notes what it is asked for, and says of every answer that it may be kept for a minute."""

    protocol_version = "HTTP/1.1"
    server: Platform

    def do_GET(self) -> None:
        """Answer; a stream of events is answered bit by bit, each when the test says so."""
        self.server.asked.append(self)
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=0, s-maxage=60")
        if not self.path.endswith("/events"):
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in iter(self.server.parts.get, b""):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Platform(ThreadingHTTPServer):
    """Where the stand-in stands, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), StandIn)
        self.asked: list[StandIn] = []
        self.parts: queue.Queue[bytes] = queue.Queue()


@pytest.fixture
def platform() -> Iterator[Platform]:
    """The stand-in, listening."""
    with Platform() as platform:
        threading.Thread(target=platform.serve_forever, daemon=True).start()
        yield platform
        platform.shutdown()


@pytest.fixture
def proxy(platform: Platform) -> Iterator[Nginx]:
    """An nginx in front of the stand-in."""
    nginx = Nginx(platform.server_address[1])
    nginx.start()
    yield nginx
    nginx.stop()


def get(url: str, **headers: str) -> HTTPResponse:
    """What is answered to somebody who asks with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = urllib.request.urlopen(urllib.request.Request(url, headers=named), context=TRUSTING)
    assert isinstance(answer, HTTPResponse)
    return answer


@pytest.mark.parametrize("path", ["/a-column/", "/live/a-column/changes?after=x:1", "/feed.rss", "/media/a.jpg"])
def test_what_may_be_kept_is_asked_for_once(proxy: Nginx, platform: Platform, path: str) -> None:
    assert [get(proxy.url + path).read() for _ in range(3)] == [b"ok"] * 3
    assert len(platform.asked) == 1


def test_what_else_an_address_says_makes_no_second_answer_of_a_poll(proxy: Nginx, platform: Platform) -> None:
    for more in ("", "&nocache=1", "&nocache=2"):
        get(f"{proxy.url}/live/a-column/changes?after=x:1{more}").read()
    assert [asked.path for asked in platform.asked] == ["/live/a-column/changes?after=x:1"]
    get(f"{proxy.url}/live/a-column/changes?after=x:2").read()
    assert len(platform.asked) == 2


@pytest.mark.parametrize("header", ["cookie", "authorization"])
def test_who_is_signed_in_neither_gets_nor_leaves_what_is_kept(
    proxy: Nginx, platform: Platform, header: str
) -> None:
    for count in (1, 2):
        get(f"{proxy.url}/a-column/", **{header: "mine"}).read()
        assert len(platform.asked) == count
    get(f"{proxy.url}/a-column/").read()
    get(f"{proxy.url}/a-column/", **{header: "mine"}).read()
    assert len(platform.asked) == 4


@pytest.mark.parametrize("path", ["/admin/", "/admin/columns/entry/a.css", "/live/a-column/"])
def test_the_admin_and_sockets_are_never_kept(proxy: Nginx, platform: Platform, path: str) -> None:
    for _ in range(2):
        get(proxy.url + path).read()
    assert len(platform.asked) == 2


def test_events_are_passed_on_as_they_come(proxy: Nginx, platform: Platform) -> None:
    platform.parts.put(b"data: 1\n\n")
    stream = get(f"{proxy.url}/live/a-column/events")
    assert stream.readline() == b"data: 1\n"  # before there is a second
    platform.parts.put(b"data: 2\n\n")
    assert [stream.readline(), stream.readline()] == [b"\n", b"data: 2\n"]
    platform.parts.put(b"")
    stream.close()


def test_the_platform_learns_the_true_address_and_not_the_claimed_one(proxy: Nginx, platform: Platform) -> None:
    get(f"{proxy.url}/", X_Forwarded_For="192.0.2.1", X_Forwarded_Proto="http", Host="localhost").read()
    headers = platform.asked[0].headers
    assert headers.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert headers.get_all("X-Forwarded-Proto") == ["https"]
    assert headers.get_all("Host") == ["localhost"]


@pytest.mark.parametrize(("asked", "passed_on"), [("WebSocket", "websocket"), ("h2c", None), ("", None)])
def test_only_an_upgrade_to_a_websocket_is_passed_on(
    proxy: Nginx, platform: Platform, asked: str, passed_on: str | None
) -> None:
    get(f"{proxy.url}/live/a-column/", Upgrade=asked).read()
    headers = platform.asked[0].headers
    assert headers["Upgrade"] == passed_on
    assert headers["Connection"] == (passed_on and "upgrade")


def test_nothing_is_written_down_of_readers(proxy: Nginx, platform: Platform) -> None:
    platform.shutdown()
    platform.server_close()
    with pytest.raises(urllib.error.HTTPError, match="502"):
        get(f"{proxy.url}/a-column/")
    assert "client" not in (proxy.home / "error.log").read_text() + (proxy.home / "log").read_text()
    assert not list(proxy.home.rglob("access*"))


def test_who_asks_without_tls_or_not_by_name_gets_no_page(proxy: Nginx, platform: Platform) -> None:
    with pytest.raises(urllib.error.URLError, match=r"(?i)unrecognized.name"):
        get(f"https://127.0.0.1:{proxy.port}/")
    with pytest.raises(urllib.error.HTTPError, match="421"):
        get(f"{proxy.url}/", Host="evil.example")
    plain = HTTPConnection("localhost", proxy.plain_port)
    plain.request("GET", "/a-column/?before=x")
    assert plain.getresponse().headers["Location"] == "https://localhost/a-column/?before=x"
    assert not platform.asked


def test_no_header_of_a_page_is_said_twice(live: LiveServer, nginx: Nginx) -> None:
    for path in ("/", "/admin/login/"):
        names = [name.lower() for name, _ in get(nginx.url + path).getheaders()]
        assert "content-security-policy" in names
        assert sorted(names) == sorted(set(names) | {name for name in names if name == "set-cookie"})
