"""The desk of a post with 500 entries: how long it takes to open, and what an autosave of 50 KB costs the server."""

from __future__ import annotations

import json
import time
import uuid
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from django.test import Client

    from columns.models import Post

ENTRIES, DRAFTS = 500, 10
SAMPLES = 15
SECONDS, QUERIES, MILLISECONDS = 1.0, 12, 30
#: Notes in the page when its text can be written in: whoever looks again and again from outside takes its time from it.
WATCH = """
window.editable = new Promise((done) => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector("[data-composer] .ProseMirror[contenteditable=true]")) return
    observer.disconnect()
    requestAnimationFrame(() => done(performance.now()))
  }).observe(document, { childList: true, subtree: true, attributes: true })
})
"""
BODY = "<p>" + "Two strikes near the bridge, say witnesses. " * 1140 + "</p>"


def main() -> None:
    """Measure both: in this process for the queries and the autosave, behind a server and in Chromium for the page."""
    scratch.begin()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    settings.DEMO = True  # no second factor: it is a part of the question for the session
    post = _filled()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.create_superuser("editor", password="for as long as a bench takes"))
    title(f"The desk of a post with {ENTRIES} entries and {DRAFTS} drafts")
    _queries(client, post)
    _autosave(client, post)
    with scratch.served() as site:
        _opening(f"{site}/admin/desk/{post.pk}/", client.cookies[settings.SESSION_COOKIE_NAME].value)


def _filled() -> Post:
    from columns.publishing.drafts import save_draft
    from columns.publishing.texts import EntryText
    from tests.bench.bulk import OLDER_SHARE, crowded_post

    post = crowded_post("desk", round(ENTRIES / (1 - OLDER_SHARE)))
    for number in range(DRAFTS):
        save_draft(by=None, post=post, text=EntryText(f"Draft {number}", "<p>Not yet.</p>"))
    return post


def _queries(client: Client, post: Post) -> None:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    for state in ("cold", "warm"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/admin/desk/{post.pk}/").status_code == 200
        figure(f"queries, {state}", len(asked), QUERIES)


def _autosave(client: Client, post: Post) -> None:
    taken = []
    address = f"/admin/desk/{post.pk}/writing/{uuid.uuid4()}/"
    for number in range(3 * SAMPLES):
        said = json.dumps({"entry": None, "based_on": None, "fields": {"headline": str(number), "body": BODY}})
        began = time.perf_counter()
        assert client.put(address, said, content_type="application/json").status_code == 204
        taken.append(1000 * (time.perf_counter() - began))
    figure(f"autosave of {len(BODY) // 1000} KB, median of {len(taken)}", median(taken), MILLISECONDS, "ms")
    fact("nine of ten within", quantiles(taken, n=10)[-1], "ms")


def _opening(address: str, session: str) -> None:
    """From asking for the page to a text that can be written in."""
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.programs import chromium

    taken = []
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser:
        context = browser.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        context.add_init_script(WATCH)
        for _ in range(SAMPLES):
            page = context.new_page()
            page.goto(address, wait_until="load")
            taken.append(page.evaluate("() => window.editable") / 1000)
            page.close()
    figure(f"opened in Chromium, median of {len(taken)}", median(taken), SECONDS, "s")
    fact("the slowest", max(taken), "s")


if __name__ == "__main__":
    main()
