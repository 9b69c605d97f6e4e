"""What the bench post costs: queries to make the page, bytes to load it, and what else a browser is asked for."""

from __future__ import annotations

import gzip
import urllib.request

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

QUERIES_COLD, QUERIES_WARM, KILOBYTES = 25, 4, 60
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JavaScript"}


def main() -> None:
    """Measure one page: in this process for the queries, behind a server and in Chromium for the rest."""
    scratch.begin()
    from tests.bench.bench_post import publish_bench_post

    post = publish_bench_post()
    title("The bench post (50 entries of 120 words)")
    _queries(post.get_absolute_url())
    with scratch.served() as site:
        _bytes(site, f"{site}{post.get_absolute_url()}")


def _queries(address: str) -> None:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    for state, limit in (("cold", QUERIES_COLD), ("warm", QUERIES_WARM)):
        with CaptureQueriesContext(connection) as asked:
            answer = Client(headers={"host": "127.0.0.1"}).get(address)
        assert answer.status_code == 200
        assert answer.content.count(b"<article") == 50
        figure(f"queries, {state}", len(asked), limit)


def _bytes(site: str, url: str) -> None:
    asked, cookies = _loaded(url)
    sizes = dict.fromkeys(KINDS, 0)
    for address, kind in asked.items():
        if kind in KINDS:
            sizes[kind] += _gzipped(address)
    figure("gzipped: HTML, CSS and JavaScript together", sum(sizes.values()) / 1000, KILOBYTES, "KB")
    for kind, name in KINDS.items():
        count = sum(each == kind for each in asked.values())
        fact(f"  of it {name}, {count} file{'s'[: count != 1]}", sizes[kind] / 1000, "KB")
    figure("requests to third parties", sum(not address.startswith(f"{site}/") for address in asked), 0)
    figure("cookies", cookies, 0)


def _loaded(url: str) -> tuple[dict[str, str], int]:
    """What a browser asks for to show a page, with the kind of each; and how many cookies it then holds."""
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.programs import chromium

    asked: dict[str, str] = {}
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser:
        context = browser.new_context()
        context.on("request", lambda request: asked.setdefault(request.url, request.resource_type))
        context.new_page().goto(url, wait_until="load")
        return asked, len(context.cookies())


def _gzipped(url: str) -> int:
    """The size of an answer as it is sent to whoever takes gzip; compressed here if the server does not."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        return len(body if answer.headers["Content-Encoding"] == "gzip" else gzip.compress(body))


if __name__ == "__main__":
    main()
