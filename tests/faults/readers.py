"""Readers: each follows a page as its script does (docs/live-protocol.md), and keeps a journal."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import threading
import time
from collections.abc import Callable
from typing import Any

from tests.live.page import Page

from .history import Heard, Journal, Shown, words_in
from .web import PATIENCE, Unanswered, Web

#: A page waits up to 4 to 30 seconds before it tries again. These are as patient, ten times as fast.
SHORTEST, FIRST_LIMIT, LAST_LIMIT = 0.05, 0.4, 3.0
#: Seconds to wait for what must come: a worker's start, a database's recovery.
ARRIVAL = 90.0


class Reader(threading.Thread):
    """One open page, in a thread of its own. A subclass knows one transport, which is its `door`.

    `silence`: a connection on which nothing came for so many seconds is taken for lost. `move_in` is called by its
    thread first, which may so go to a network of its own.
    """

    door = ""

    def __init__(
        self, web: Web, address: str, *, silence: float = 60.0, move_in: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__(daemon=True)
        self.web = web
        self._move_in = move_in
        self.silence = silence
        self.journal = Journal(f"a reader by {self.door}", time.monotonic())
        web.heard = lambda path, asked, text: "changes?" in path or self._note("page", asked, text)
        self.page = Page.open(web, address)  # type: ignore[arg-type]
        #: How many connections it has had; and how many of them it ended itself, because what a message refers to was
        #: not answered: it asks again from where it stood.
        self.connections = 0
        self.unanswered = 0
        self._moved = threading.Condition()
        self._stopping = threading.Event()
        self._not_before = 0.0
        self._troubles: list[BaseException] = []
        #: Drops the connection that is open now.
        self._hang_up: Callable[[], object] = lambda: None
        self._keep_label()

    def run(self) -> None:
        """Follow until stopped, or until the column ends."""
        attempt = 0
        try:
            self._move_in()
            while not self._stopping.is_set() and not self.page.ended:
                try:
                    attempt = 0 if self.follow() else attempt + 1
                except Unanswered:
                    self.unanswered += 1
                    attempt += 1
                except (OSError, EOFError, http.client.HTTPException):
                    attempt += 1
                self._stopping.wait(max(self.pause(attempt), self._not_before - time.monotonic()))
        except BaseException as error:  # noqa: BLE001 - shown where the reader is waited for
            self._troubles.append(error)
            with self._moved:
                self._moved.notify_all()

    def follow(self) -> bool:
        """Follow once, until the connection ends; whether anything was heard."""
        raise NotImplementedError

    def pause(self, attempt: int) -> float:
        """Seconds before the next try: a full jitter over a limit that doubles."""
        return random.uniform(SHORTEST, min(LAST_LIMIT, FIRST_LIMIT * 2 ** min(attempt, 10)))

    def hear(self, raw: str, asked: float) -> bool:
        """Take one message: whether to ask again."""
        self._note(self.door, asked, raw)
        self.journal.longest = max(self.journal.longest, len(raw))
        message: dict[str, Any] = json.loads(raw)
        if message["type"] == "later":
            self._not_before = time.monotonic() + message["retry_after"] * random.uniform(1, 1.5)
        if message["type"] == "reset":
            self.journal.resets += 1
        again = self.page.hear(message)
        self._keep_label()
        return again

    def _note(self, door: str, asked: float, text: str) -> None:
        self.journal.heard.append(Heard(door, asked, time.monotonic(), words_in(text)))

    def _keep_label(self) -> None:
        label = (self.page.epoch, self.journal.resets, self.page.after)
        with self._moved:
            if self.journal.labels[-1:] != [label]:
                self.journal.labels.append(label)
            self._moved.notify_all()

    def await_that(self, is_so: Callable[[Page], bool], what: str) -> None:
        """Wait until something is so of the page."""
        with self._moved:
            arrived = self._moved.wait_for(lambda: self._troubles or is_so(self.page), ARRIVAL)
        if self._troubles:
            raise self._troubles[0]
        assert arrived, f"{self.journal.name}, at {self.page.epoch}:{self.page.after}: not {what}"

    def await_label(self, epoch: str, seq: int) -> None:
        """Wait until the page stands at a number, or further on."""
        self.await_that(lambda page: page.epoch == epoch and page.after >= seq, f"at {epoch}:{seq}")

    def stop(self) -> None:
        """Close the page; what it last showed stays."""
        self._stopping.set()
        self._hang_up()
        if self.is_alive():
            self.join(2 * PATIENCE)
        assert not self.is_alive(), f"{self.journal.name} does not stop"

    def conclude(self, web: Web, fresh: dict[str, str]) -> Journal:
        """The journal with what the page shows, and what a fresh one would, asked over `web`. Stop the reader first.

        `fresh` holds the digests of fresh pages by their addresses: most readers show the same one.
        """
        self.journal.lower = self.page.lower
        self.journal.shown = {
            entry: Shown(article.seq, words_in(article.html)) for entry, article in self.page.articles.items()
        }
        self.journal.face = digest(self.page)
        if (address := self.page.window_address) not in fresh:
            self.page.client = web  # type: ignore[assignment]
            fresh[address] = digest(self.page.fresh())
        self.journal.fresh = fresh[address]
        return self.journal


def digest(page: Page) -> str:
    """A hash of all that a page shows."""
    return hashlib.sha256(json.dumps(page.face(), sort_keys=True).encode()).hexdigest()
