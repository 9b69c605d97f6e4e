"""The emergency switch: from the commit in one process to an open page of another one, seen in Chromium.

On PostgreSQL and Redis with a bell between the two and without one; on SQLite there is none between processes.
"""

from __future__ import annotations

import datetime
import http.client
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.live.presser import Presser

ROUNDS, SECONDS = 3, 5.0
LOOKS = 3000
Taken = dict[str, list[float]]
#: When the page let each of its streams go.
NOTE_CLOSINGS = """
window.letGo = []
const close = WebSocket.prototype.close
WebSocket.prototype.close = function () { window.letGo.push(Date.now()); return close.apply(this) }
"""


def main() -> None:
    """Each switch a few times, on a column that is hidden in the end."""
    scratch.begin()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.live.presser import Presser
    from tests.programs import chromium

    settings.DEMO = True
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="for as long as a bench takes"))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    _published("looked-at")  # a site that is not empty builds no demonstration
    bells = {"heard": settings.REDIS_URL, "lost": ""} if settings.REDIS_URL else {"lost": ""}
    with (
        scratch.served() as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser,
    ):
        for bell, redis in bells.items():
            taken: Taken = defaultdict(list)
            with Presser(REDIS_URL=redis) as presser:
                for number in range(ROUNDS):
                    context = browser.new_context()
                    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
                    _round(context, site, presser, f"{bell}-{number}", taken)
            title(f"From another process to an open page, the slowest of {ROUNDS}, the bell {bell}")
            for what, seconds in taken.items():
                figure(what, max(seconds), SECONDS, "s")
        title("What pages without a stream cost that look for it")
        fact("processor time of the server for one look", _cost_of_a_look(site), "ms")


def _round(context: BrowserContext, site: str, presser: Presser, slug: str, taken: Taken) -> None:
    """Open a page and a desk, press one switch after the other, and note when each took effect."""
    post, entries = _published(slug)
    context.add_init_script(NOTE_CLOSINGS)
    desk, page = context.new_page(), context.new_page()
    desk.goto(f"{site}/admin/desk/{post.pk}/")
    desk.locator("[data-connection=live]").wait_for()
    page.goto(f"{site}{post.get_absolute_url()}")
    page.locator(".stream-page.is-connected").wait_for()

    def note(what: str, pressed: float) -> None:
        taken[what].append(time.time() - pressed)

    pressed = presser.press("freeze_column", post.column_id)
    desk.locator(".desk-alarm").wait_for()
    note("freezing, on the desk", pressed)
    pressed = presser.press("unfreeze_column", post.column_id)
    desk.locator(".desk-alarm").wait_for(state="detached")
    note("letting go on, on the desk", pressed)
    desk.close()  # of two pages in one window one is in the background, and slow
    pressed = presser.press("withdraw_entry", entries[0])
    page.locator(f"#e-{entries[0]}.is-withdrawn").wait_for(state="attached")
    note("hiding an entry", pressed)
    pressed = presser.press("start_lite")
    page.wait_for_function("() => window.letGo.length")
    note("starting lite mode", pressed)
    pressed = presser.press("withdraw_entry", entries[1])
    page.locator(f"#e-{entries[1]}.is-withdrawn").wait_for(state="attached")
    note("hiding an entry, in lite mode", pressed)
    with page.expect_response("**/changes?*"):
        pressed = presser.press("end_lite")
    note("ending lite mode", pressed)
    with page.expect_response(lambda answer: answer.status == 410):
        pressed = presser.press("hide_column", post.column_id)
    note("hiding the column", pressed)


def _published(slug: str) -> tuple[Any, list[str]]:
    """An open post in a column of its own, and two entries in it."""
    from columns.publishing.columns import create_column
    from columns.publishing.entries import publish_entry
    from columns.publishing.posts import create_post, open_post
    from columns.publishing.texts import EntryText, PostText

    column = create_column(by=None, slug=slug, title=slug)
    post = create_post(by=None, column=column, date=datetime.date(2015, 10, 7), slug="day", text=PostText("The day"))
    post = open_post(by=None, post=post)
    return post, [publish_entry(by=None, post=post, text=EntryText(f"Entry {n}")).pk for n in range(2)]


def _cost_of_a_look(site: str) -> float:
    """Milliseconds of the server's process for each of many questions on one connection."""
    import psutil

    (server,) = [child for child in psutil.Process().children() if "serve" in child.cmdline()]
    there = http.client.HTTPConnection(urlsplit(site).netloc)

    def spent() -> float:
        times = server.cpu_times()
        return float(times.user + times.system)

    before = spent()
    for _ in range(LOOKS):
        there.request("GET", "/live/looked-at/urgent")
        there.getresponse().read()
    return 1000 * (spent() - before) / LOOKS


if __name__ == "__main__":
    main()
