"""Watching: Chromium pages that stand open on a column, and are compared in the end with pages loaded afresh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.browsers import QUIET, REPORT_VIOLATIONS
from tests.live.page import FIRST
from tests.programs import chromium

CONNECTED = ".stream-page.is-connected"
#: Milliseconds for the last update: a page may be waiting for half a minute before it tries again.
ARRIVAL = 120_000
#: What Chromium itself writes when a server goes away under a connection, or is not there for a new one.
CUT = ("net::ERR_", "WebSocket connection to")

ARE_THERE = 'count => document.querySelectorAll("[data-stream] > .entry").length >= count'
# What a page shows: each article as it was served, without what this page has marked on it.
FACE = """() => [...document.querySelectorAll("[data-stream] > .entry:not([data-pending])")].map((article) => {
  const copy = article.cloneNode(true)
  copy.classList.remove("is-changed")
  return [article.dataset.id, article.dataset.seq, copy.outerHTML]
})"""


class Watching:
    """Pages of one column, each in a context of its own, and what they complained of in their consoles."""

    def __init__(self, browser: Browser, url: str, number: int) -> None:
        self._browser = browser
        self.complaints: list[str] = []
        self._pages = [self._open(url) for _ in range(number)]

    def _open(self, url: str) -> Page:
        context = self._browser.new_context()
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        context.on("weberror", lambda raised: self.complaints.append(str(raised.error)))
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(CONNECTED)
        return page

    def watch(self, seconds: float) -> None:
        """Let time go by, and hear what the pages say meanwhile."""
        self._pages[0].wait_for_timeout(1000 * max(0.0, seconds))

    def errors(self) -> list[str]:
        """Complaints that are not about a connection that was cut or refused."""
        return [said for said in self.complaints if not any(part in said for part in CUT)]

    def differing(self, entries: int) -> list[str]:
        """When each has so many entries, show what waits: how they differ from the same window, loaded now."""
        return [f"page {number}: {how}" for number, page in enumerate(self._pages, 1) if (how := _how(page, entries))]


def _how(page: Page, entries: int) -> str:
    with suppress(TimeoutError):  # then it differs
        page.wait_for_function(ARE_THERE, arg=entries, timeout=ARRIVAL)
    button = page.locator("[data-show-new]")
    if button.is_visible():
        button.click()
    shown = page.evaluate(FACE)
    fresh = _fresh(page)
    if len(fresh) != entries:
        return f"a fresh page shows {len(fresh)} of {entries} entries"
    different = sum(mine != other for mine, other in zip(shown, fresh, strict=False))
    return f"{len(shown)} entries, {different} of them different" if shown != fresh else ""


def _fresh(page: Page) -> list[list[str]]:
    """What the whole stream is on a page that is loaded now, by a browser that has nothing in its cache."""
    address = page.evaluate("new URL(document.querySelector('[data-live]').dataset.address, location.href).href")
    assert page.context.browser
    with page.context.browser.new_context() as context:
        loaded = context.new_page()
        loaded.goto(f"{address}?through={FIRST}")
        return list(loaded.evaluate(FACE))


@contextmanager
def watching(url: str, number: int) -> Iterator[Watching]:
    """So many pages of an address that have heard from the server, for the time of a `with`."""
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser:
        yield Watching(browser, url, number)
