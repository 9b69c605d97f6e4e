"""Newcomers: they look at every public door again and again, and record what they were shown (I5)."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import threading
import time

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from .history import Heard, History, words_in
from .transports import lines
from .web import Web

#: How far back those who resume say that they stand: within what a process remembers.
BEHIND = 60
PAUSE = 0.5
PATIENCE = 5.0
#: What it is when a server is away, and how often it is asked then, once the fault is over.
AWAY, TRIES = (OSError, EOFError, http.client.HTTPException, WebSocketException), 3
LABEL = re.compile(r'data-epoch="([^"]+)" data-seq="(\d+)"')


class Newcomers(threading.Thread):
    """Asks for pages, feeds, single entries and the live part, for a column and its post, until stopped.

    On pages of the whole site only what begins with this column's `mark` is noted.
    """

    def __init__(self, web: Web, column: str, post: str, mark: str, history: History) -> None:
        super().__init__(daemon=True)
        self._web = web
        self._history = history
        self._column = column
        self._mark = mark
        self._paths = ["/", column, post, "/nowhere/"]
        self._paths += [f"{place}feed.{form}" for place in ("/", column, post) for form in ("rss", "atom")]
        self._stopping = threading.Event()
        self._troubles: list[BaseException] = []

    def run(self) -> None:
        """Look around until stopped. A server that is away is asked again."""
        while not self._stopping.wait(PAUSE):
            try:
                self.look_around()
            except AWAY:
                continue
            except BaseException as error:  # noqa: BLE001 - shown where the newcomers are stopped
                self._troubles.append(error)
                return

    def look_around(self) -> None:
        """Look at everything once."""
        for path in self._paths:
            self._page(path)
        for entry in {op.entry for op in list(self._history.operations)[-20:] if op.kind == "withdraw"}:
            self._page(f"{self._column}entry/{entry}/")
            self._page(f"{self._column}entry/{entry}/fragment")
        if label := LABEL.search(self._page(self._column)):
            epoch, head = label[1], int(label[2])
            behind = max(0, head - BEHIND)
            self._page(f"/live{self._column}changes?after={epoch}:{behind}")
            self._socket(epoch, behind, head)
            self._events(epoch, behind, head)

    def stop(self) -> None:
        """Look around once more, and leave off."""
        self._stopping.set()
        if self.is_alive():
            self.join(60)
        if self._troubles:
            raise self._troubles[0]
        # The first question after a fault may meet a connection to the database that was cut: a reader asks again.
        for _ in range(TRIES - 1):
            with contextlib.suppress(*AWAY):
                return self.look_around()
        return self.look_around()

    def _page(self, path: str) -> str:
        asked = time.monotonic()
        text = self._web.get(path, follow=True).content.decode()
        self._saw("page", asked, text)
        return text

    def _socket(self, epoch: str, after: int, head: int) -> None:
        url = f"ws://{self._web.host}:{self._web.port}/live{self._column}"
        with connect(url, origin=self._web.origin, compression=None, proxy=None, max_size=None) as line:  # type: ignore[arg-type]
            asked = time.monotonic()
            line.send(json.dumps({"type": "hello", "epoch": epoch, "after": after}))
            while self._leads_on("socket", asked, str(line.recv(PATIENCE)), head):
                continue

    def _events(self, epoch: str, after: int, head: int) -> None:
        asked = time.monotonic()
        connection, answer = self._web.stream(f"/live{self._column}events?after={epoch}:{after}", {}, PATIENCE)
        with contextlib.closing(connection), contextlib.closing(answer):
            for line in lines(answer) if answer.status == 200 else ():
                name, _, value = line.partition(": ")
                if name == "data" and not self._leads_on("events", asked, value, head):
                    break

    def _leads_on(self, door: str, asked: float, raw: str, head: int) -> bool:
        """Whether more is to come before the reader stands at the head."""
        self._saw(door, asked, raw)
        message = json.loads(raw)
        return message["type"] == "delta" and int(message["to"]) < head

    def _saw(self, door: str, asked: float, text: str) -> None:
        self._history.glances.append(Heard(door, asked, time.monotonic(), words_in(text, self._mark)))
