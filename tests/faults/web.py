"""Web: HTTP as a reader's browser speaks it, over a real network, with the answers of Django's test client."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

#: Seconds for an answer. A page waits longer, on a real network.
PATIENCE = 20.0


class Unanswered(ConnectionError):
    """The server has no answer now (5xx), or none came."""


@dataclass(frozen=True)
class Answer:
    """An answer, read to its end: as much of Django's as `tests.live.page` looks at."""

    status_code: int
    headers: http.client.HTTPMessage
    content: bytes

    def json(self) -> Any:
        """What it says as JSON."""
        return json.loads(self.content)


class Web:
    """Asks 127.0.0.1 at a port. `heard` is told each answer's path, when it was asked for, and its text."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = port
        self.heard: Callable[[str, float, str], object] = lambda path, asked, text: None

    @property
    def origin(self) -> str:
        """What a page from here gives as its Origin."""
        return f"http://{self.host}:{self.port}"

    def get(
        self, path: str, query: dict[str, str] | None = None, *, follow: bool = False, headers: Any = None
    ) -> Answer:
        """Ask for a path; follow redirects if need be. Raises ConnectionError when there is no answer now."""
        path = f"{path}?{urlencode(query)}" if query else path
        asked = time.monotonic()
        try:
            answer = self._ask(path, headers or {})
        except http.client.HTTPException as error:
            raise Unanswered(f"{path}: {error!r}") from error
        if answer.status_code in (301, 302, 308) and follow:
            return self.get(answer.headers["Location"], follow=True, headers=headers)
        if answer.status_code >= 500:
            raise Unanswered(f"{path}: {answer.status_code}")
        self.heard(path, asked, answer.content.decode())
        return answer

    def stream(self, path: str, headers: dict[str, str], patience: float) -> tuple[http.client.HTTPConnection, Any]:
        """Begin to read an answer that has no end: (the connection, the answer)."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=patience)
        connection.request("GET", path, headers=headers)
        return connection, connection.getresponse()

    def _ask(self, path: str, headers: dict[str, str]) -> Answer:
        connection, answer = self.stream(path, headers, PATIENCE)
        try:
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()
