"""From the click on Publish in the admin to the count on a reader's open page, measured in the browser."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAMPLES = 30
MILLISECONDS = 150
NAME, PASSWORD = "editor", "for as long as a bench takes"

# Both pages are in one browser on one machine: they have one clock. A click is noted where the next page finds it.
NOTE_CLICKS = """
addEventListener("click", (event) => {
  if (event.target.closest("[name=_publish]")) localStorage.setItem("clicked", Date.now())
}, true)
"""
# When each count was first on screen: the frame after the one in which the button changed has shown it.
NOTE_COUNTS = """() => {
  const button = document.querySelector("[data-show-new]")
  window.shown = {}
  new MutationObserver(() => {
    const count = button.hidden ? 0 : Number(button.textContent.match(/[0-9]+/)?.[0])
    requestAnimationFrame(() => button.checkVisibility() && (window.shown[count] ??= Date.now()))
  }).observe(button, { attributes: true, childList: true, characterData: true, subtree: true })
}"""


def main() -> None:
    """An editor in one context, a reader in another, one entry after the other."""
    scratch.begin()
    from django.contrib.auth.models import User

    from tests.bench.bench_post import publish_bench_post

    post = publish_bench_post()
    User.objects.create_superuser(NAME, password=PASSWORD)
    title("From the click on Publish to the count on an open page")
    with scratch.served() as site:
        taken = _measure(site, f"{site}{post.get_absolute_url()}")
    figure(f"median of {len(taken)}", median(taken), MILLISECONDS, "ms")
    fact("nine of ten within", quantiles(taken, n=10)[-1], "ms")
    fact("the slowest", max(taken), "ms")


def _measure(site: str, address: str) -> list[float]:
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.programs import chromium

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser:
        reader = browser.new_context().new_page()
        _wait_until_live(reader, address)
        reader.evaluate(NOTE_COUNTS)
        editor = browser.new_context().new_page()
        editor.add_init_script(NOTE_CLICKS)
        _sign_in(editor, site)
        return [_publish(editor, reader, site, count) for count in range(1, SAMPLES + 1)]


def _wait_until_live(reader: Page, address: str) -> None:
    """Open a page and wait for the first that the server says to it over its socket."""
    heard: list[object] = []
    reader.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    reader.goto(address)
    while not heard:
        reader.wait_for_timeout(10)


def _sign_in(editor: Page, site: str) -> None:
    editor.goto(f"{site}/admin/login/?next=/admin/")
    editor.fill("[name=username]", NAME)
    editor.fill("[name=password]", PASSWORD)
    editor.click("[type=submit]")
    editor.wait_for_selector("#user-tools")


def _publish(editor: Page, reader: Page, site: str, count: int) -> float:
    """Write an entry in the admin's form and publish it: the milliseconds until the reader's page counts it."""
    editor.goto(f"{site}/admin/columns/entry/add/")
    editor.fill("[name=headline]", f"The headline of entry {count}")
    editor.click(".ProseMirror")
    editor.keyboard.insert_text("Two lines of text, as they are written when something happens. " * 3)
    editor.click("[name=_publish]")
    editor.wait_for_url("**/admin/columns/entry/")
    reader.wait_for_function("count => window.shown[count]", arg=count)
    clicked = float(editor.evaluate("() => localStorage.getItem('clicked')"))
    return float(reader.evaluate("count => window.shown[count]", count)) - clicked


if __name__ == "__main__":
    main()
