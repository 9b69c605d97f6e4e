"""Two desks in Chromium: from one editor's click on Publish to the other's screen; and typing in a long text."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ENTRIES, SAMPLES, WORDS, KEYS = 50, 40, 5000, 150
#: Long enough for everything that a publication stirs up to have come to rest.
REST = 1500
TO_SCREEN, BLOCKED = 200, 50
# Both desks are in one browser on one machine: they have one clock.
NOTING = """
window.clicked = 0
window.seen = {}
window.tasks = []
addEventListener("click", (event) => event.target.closest?.("[data-act=main]") && (window.clicked = Date.now()), true)
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    const words = node.matches?.(".desk-item") && node.getAttribute("aria-label")
    if (words) requestAnimationFrame(() => setTimeout(() => (window.seen[words] ??= Date.now())))
  }
}).observe(document, { childList: true, subtree: true })
new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => window.tasks.push(duration)))
  .observe({ type: "longtask" })
"""
# The same text with no script beside it. What blocks here is the browser, or neighbours of the machine.
BARE = """() => {
  document.body.innerHTML = '<div class="desk-composer"><div class="ProseMirror" contenteditable="true"></div></div>'
}"""


def main() -> None:
    """One publishes, the other watches; then one writes."""
    scratch.begin()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests.bench.bulk import OLDER_SHARE, crowded_post
    from tests.browsers import QUIET
    from tests.programs import chromium

    settings.DEMO = True
    post = crowded_post("together", round(ENTRIES / (1 - OLDER_SHARE)))
    sessions = []
    for name in ("one", "other"):
        client = Client()
        client.force_login(User.objects.create_superuser(name, password="for as long as a bench takes"))
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME])
    with (
        scratch.served() as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser,
    ):
        one, other = (_sit_down(browser, f"{site}/admin/desk/{post.pk}/", session) for session in sessions)
        title("From the click on Publish to the desk of another editor")
        taken = [_publish(one, other, f"Headline {number}") for number in range(SAMPLES)]
        figure(f"median of {len(taken)}", median(taken), TO_SCREEN, "ms")
        fact("nine of ten within", quantiles(taken, n=10)[-1], "ms")
        fact("the slowest", max(taken), "ms")
        other.close()
        title(f"Typing {KEYS} keys in a text of {WORDS} words")
        _figures("on the desk", _type(one))
        one.close()
        bare = browser.new_context().new_page()
        bare.add_init_script(NOTING)
        bare.goto(f"{site}/healthz")
        bare.evaluate(BARE)
        _figures("in a bare page, as this machine has it", _type(bare))


def _figures(where: str, tasks: list[float]) -> None:
    figure(f"the longest task {where}", max(tasks, default=0.0), BLOCKED, "ms")
    fact("tasks of more than 50 ms", len(tasks))


def _sit_down(browser: Browser, address: str, session: Any) -> Page:
    context = browser.new_context()
    context.add_cookies([{"name": session.key, "value": session.value, "url": address}])
    context.add_init_script(NOTING)
    page = context.new_page()
    page.goto(address)
    page.locator(".desk-composer .ProseMirror[contenteditable=true]").wait_for()
    page.locator("[data-connection=live]").wait_for()
    return page


def _publish(one: Page, other: Page, headline: str) -> float:
    """Publish one entry: the milliseconds until the other desk has painted it."""
    composer = one.locator(".desk-composer .desk-form")
    composer.get_by_label("Headline").fill(headline)
    composer.locator(".ProseMirror").click()
    one.keyboard.insert_text("Two lines of text, as they are written when something happens. " * 3)
    one.wait_for_timeout(REST)
    composer.locator("[data-act=main]").click()
    other.wait_for_function("words => window.seen[words]", arg=headline)
    return float(other.evaluate("words => window.seen[words]", headline)) - float(one.evaluate("() => window.clicked"))


def _type(one: Page) -> list[float]:
    """Type at the end of a long text, with autosave going on: how long each task of more than 50 ms took."""
    text = one.locator(".desk-composer .ProseMirror")
    text.click()
    for _ in range(WORDS // 100):
        one.keyboard.insert_text("Witnesses heard two strikes near it. " * 16 + "They left.")
        one.keyboard.press("Enter")
    one.wait_for_timeout(2 * REST)
    one.evaluate("() => { window.tasks = [] }")
    one.keyboard.type("a word " * (KEYS // 7), delay=60)
    one.wait_for_timeout(2 * REST)
    return [float(each) for each in one.evaluate("() => window.tasks")]


if __name__ == "__main__":
    main()
