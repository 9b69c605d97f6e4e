"""The outside world, played by servers on this machine.

`outside_world` gives every host that a test names a public address of its own and leads connections to that address to
a server here, which answers as the test says. Only three things are replaced: the resolver, the dialling of an address
that has already been checked, and whom TLS trusts. The guard before them is the real one: no rule is relaxed.

    def test_a_card_shows_the_title(outside_world):
        outside_world.page("https://news.example/a", b"<title>A</title>")
        outside_world.answer("https://slow.example/", hang)      # tests/outside/answers.py has more
        outside_world.names["two.example"] = [["93.184.0.1", "10.0.0.1"]]
        ...
        assert [request.url for request in outside_world.requests] == ["https://news.example/a"]
"""

from __future__ import annotations

import functools
import itertools
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpcore
import pytest
import trustme

from tests.outside.answers import Answer, Talk, page, redirect

PROXY = ("10.9.8.7", 3128)


@functools.cache
def authority() -> trustme.CA:
    """Who vouches for every site of the world."""
    return trustme.CA()


@functools.cache
def certificate(host: str) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate for `host`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(host).configure_cert(context)
    return context


@functools.cache
def trust() -> ssl.SSLContext:
    """Our side of TLS: believes the authority of this world, and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority().configure_trust(context)
    return context


@dataclass(frozen=True)
class Request:
    """What a server of the world was asked."""

    url: str
    method: str
    target: str
    headers: dict[str, str]


class World:
    """Sites, the names that lead to them, and what was asked of both."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.looked_up: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        #: What the resolver answers: one list of addresses after the other, the last one again and again.
        self.names: dict[str, list[list[str]]] = {"proxy.here": [[PROXY[0]]]}
        #: Names that it never answers, and addresses at which nobody is.
        self.hanging: set[str] = set()
        self.dead: set[str] = set()
        #: Sites that take a connection and never finish its handshake.
        self.mute: set[str] = set()
        #: Sites that show another's certificate.
        self.impostors: dict[str, str] = {}
        self._answers: dict[str, Answer] = {}
        self._free = (f"45.76.{number // 250}.{number % 250 + 1}" for number in itertools.count())
        self._over = threading.Event()
        self._talks: list[threading.Thread] = []
        self._doors = {tls: socket.create_server(("127.0.0.1", 0)) for tls in (False, True)}
        for tls, door in self._doors.items():
            threading.Thread(target=self._listen, args=(door, tls), daemon=True).start()

    def page(self, url: str, body: bytes, content_type: str = "text/html; charset=utf-8", **more: str) -> None:
        """Let an honest answer be at `url`."""
        self.answer(url, page(body, content_type, **more))

    def status(self, url: str, status: int) -> None:
        """Let `url` answer with a status and a short page."""
        self.answer(url, page(b"<p>Sorry</p>", status=status))

    def redirect(self, url: str, to: str, status: int = 302) -> None:
        """Let `url` lead on."""
        self.answer(url, redirect(to, status))

    def answer(self, url: str, answer: Answer) -> None:
        """Let `url` answer in any way; its host is one of the public internet, if no test says otherwise."""
        self._answers[url] = answer
        self.names.setdefault(urlsplit(url).hostname or "", [[next(self._free)]])

    def look_up(self, name: str) -> list[str]:
        """Play the resolver."""
        self.looked_up.append(name)
        if name in self.hanging:
            self._over.wait()
        if name[0].isdigit() or ":" in name:
            return [name]
        answers = self.names.get(name, [[]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """Play the network between here and an address."""
        self.dialled.append((address, port))
        if address in self.dead or ((address, port) != PROXY and port not in (80, 443)):
            raise httpcore.ConnectError("nobody there")
        door = self._doors[port == 443].getsockname()
        return httpcore.SyncBackend().connect_tcp(door[0], door[1], timeout)

    def let_go(self) -> None:
        """Let go whoever is kept waiting by one that hangs or drips."""
        self._over.set()

    def stop(self) -> None:
        """End the world, for whoever is kept waiting too."""
        self.let_go()
        for door in self._doors.values():
            door.shutdown(socket.SHUT_RDWR)
            door.close()
        for talk in self._talks:
            talk.join(10)
            assert not talk.is_alive(), "a server of the world goes on"

    def _listen(self, door: socket.socket, tls: bool) -> None:
        while not self._over.is_set():
            try:
                connection, _ = door.accept()
            except OSError:  # the world has ended
                return
            talk = threading.Thread(target=self._serve, args=(connection, tls), daemon=True)
            self._talks.append(talk)
            talk.start()

    def _serve(self, connection: socket.socket, tls: bool) -> None:
        connection.settimeout(10)
        try:
            self._talk(self._secure(connection) if tls else connection, tls)
        except OSError:  # the other side has hung up, as it may
            connection.close()

    def _secure(self, connection: socket.socket) -> socket.socket:
        def choose(secure: ssl.SSLObject, host: str | None, context: ssl.SSLContext) -> None:
            if host in self.mute:
                self._over.wait()
            secure.context = certificate(self.impostors.get(host or "", host or "nobody.example"))

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = choose
        return context.wrap_socket(connection, server_side=True)

    def _talk(self, connection: socket.socket, tls: bool) -> None:
        with connection:
            received = b""
            while b"\r\n\r\n" not in received:
                if not (data := connection.recv(65_536)):
                    return
                received += data
            request = _read(received, tls)
            self.requests.append(request)
            if request.method == "CONNECT":
                connection.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
                self._talk(self._secure(connection), tls=True)
            else:
                self._answers.get(request.url, page(b"nothing here", status=404))(Talk(connection, self._over))


def _read(received: bytes, tls: bool) -> Request:
    first, *lines = received.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    url = target if target.startswith("http") else f"http{'s' if tls else ''}://{headers['host']}{target}"
    return Request(url, method, target, headers)


@pytest.fixture
def outside_world(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[World]:
    """A world of which a test says what is in it; the door to it is open."""
    world = World()
    monkeypatch.setattr("columns.outside.names.look_up", world.look_up)
    monkeypatch.setattr("columns.outside.guard.dial", world.dial)
    monkeypatch.setattr("columns.outside.asking.trust", trust)
    settings.OUTSIDE = True
    yield world
    world.stop()
