"""Chromium, and the pages of a reader and of a writer: each in its own context, and each a witness.

A page that broke the content security policy, wrote an error to the console, raised an exception or asked
another site for anything fails its test. What a test provokes on purpose it adds to `forgiven`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests import programs

if TYPE_CHECKING:
    from tests.live_server import LiveServer
    from tests.orm import Orm

#: What opens beside each page of Chromium's own, and took half of the time of a short test: lists under an address bar
#: that nobody sees. The others are what Playwright turns off; the last such word counts, so they are named again.
FEATURES = [
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter",
    "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
]  # fmt: skip
QUIET = [
    f"--disable-features={','.join(FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Both halves of `make test` share a small machine: what a page is to do may take its time, but not for ever.
expect.set_options(timeout=15_000)

# Chromium writes some violations to the console and some not: all of them are to be heard.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`))
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: from its start to the end an event loop runs in this thread."""
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """Playwright. Its loop in the test's thread would make Django refuse even to empty the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium, and nothing that it would do over the network by itself."""
    return {**browser_type_launch_args, "executable_path": programs.chromium(), "args": QUIET}


@pytest.fixture
def forgiven() -> list[str]:
    """Parts of messages that a test expects its pages to provoke, such as `ERR_INTERNET_DISCONNECTED`."""
    return []


@pytest.fixture
def reader_page(browser: Browser, live: LiveServer, forgiven: list[str]) -> Iterator[Page]:
    """A reader's page: nobody is signed in. Addresses may be relative."""
    with witnessed(browser, live, forgiven) as context:
        yield context.new_page()


@pytest.fixture
def writer_page(
    browser: Browser, live: LiveServer, forgiven: list[str], alice: User, orm: Orm
) -> Iterator[Page]:
    """A page on which Alice is signed in."""
    with witnessed(browser, live, forgiven) as context:
        sign_in(context, alice, live, orm)
        yield context.new_page()


def sign_in(context: BrowserContext, user: User, live: LiveServer, orm: Orm) -> None:
    """Give a context the session of `user`, past the login form."""
    client = Client()
    orm(client.force_login, user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live.url}])


@contextlib.contextmanager
def witnessed(
    browser: Browser, live: LiveServer, forgiven: list[str], **options: Any
) -> Iterator[BrowserContext]:
    """A context of its own (two pages in one throttle each other), whose complaints fail its test."""
    complaints: list[str] = []
    context = browser.new_context(**{"base_url": live.url, **options})
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    context.on("weberror", lambda raised: complaints.append(str(raised.error)))
    context.on("request", lambda sent: is_foreign(sent.url, live) and complaints.append(f"asked {sent.url}"))
    try:
        yield context
    finally:
        context.close()
    unforgiven = [said for said in complaints if not any(part in said for part in forgiven)]
    assert not unforgiven, "\n".join(unforgiven)


def is_foreign(url: str, live: LiveServer) -> bool:
    """Whether a request leaves the platform."""
    return not url.startswith((f"{live.url}/", "data:", "blob:", "about:"))
