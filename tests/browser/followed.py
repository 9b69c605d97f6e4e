"""A page in a tab of its own, and what it asks for to stay informed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Request, expect


class Followed:
    """A page; in what order it asked for "events", "changes" or a "socket", from which cursors, with what answers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.cursors: list[str] = []
        self.answers: list[int] = []
        page.on("request", self._note)
        page.on("websocket", lambda socket: self.asked.append("socket"))
        page.on("response", lambda answer: "/events?" in answer.url and self.answers.append(answer.status))

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.path.startswith("/live/") and not address.path.endswith("/urgent"):
            self.asked.append(address.path.rpartition("/")[2])
            self.cursors += parse_qs(address.query)["after"]

    def until_it_asks(self, for_what: str, times: int = 1) -> None:
        """Wait until it has asked so often for "events", "changes" or a "socket"."""
        while self.asked.count(for_what) < times:
            self.page.wait_for_timeout(20)

    def until_there_is_room(self) -> None:
        """Move its clock on, and again, until its asking for events is not refused any more."""
        while self.answers[-1] == 503:
            refused = len(self.answers)
            self.page.clock.fast_forward(30_000)
            while len(self.answers) == refused:
                self.page.wait_for_timeout(20)

    def expect_waiting(self, count: int) -> None:
        """So many new entries are on the button."""
        expect(self.page.locator("[data-show-new]")).to_have_text(f"{count} new update{'s'[: count != 1]}")
