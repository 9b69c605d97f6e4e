"""What 50 pictures cost a reader: the bytes of their markup, how many load before anybody scrolls, what they move."""

from __future__ import annotations

import gzip
import re
from typing import Any

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

BYTES, LOADED = 1500, 3
SCREENS = {"desktop": {"width": 1280, "height": 720}, "phone": {"width": 360, "height": 640}}
SHIFTS = """
window.shifts = 0
new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts += entry.value })
  .observe({ type: "layout-shift", buffered: true })
"""
_PICTURE = re.compile(r'<figure class="picture".*?</figure>', re.DOTALL)
_ALL = '(all) => all.filter((one) => one.complete).length'


def main() -> None:
    """Measure one page with a picture under each of its 50 entries."""
    scratch.begin()
    from columns.markup.pictured import gallery_of
    from tests.bench.bench_post import publish_bench_post
    from tests.images.kept import settled

    post = publish_bench_post(more=lambda number: gallery_of([settled(None, (1800, 1200), focus=(30, 40)).pk]))
    title("The bench post with 50 pictures")
    with scratch.served() as site:
        _markup(f"{site}{post.get_absolute_url()}")
        for name, size in SCREENS.items():
            _seen(name, f"{site}{post.get_absolute_url()}", size)


def _markup(url: str) -> None:
    import urllib.request

    html = urllib.request.urlopen(url).read().decode()
    pictures = _PICTURE.findall(html)
    assert len(pictures) == 50
    figure("bytes of a picture", max(len(each.encode()) for each in pictures), BYTES)
    without = len(gzip.compress(_PICTURE.sub("", html).encode()))
    fact("  gzipped, one of fifty", (len(gzip.compress(html.encode())) - without) / 50, "bytes")


def _seen(name: str, url: str, size: Any) -> None:
    """Open the page, wait until all is quiet, then go through all of it."""
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.programs import chromium

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser:
        page = browser.new_context(viewport=size, device_scale_factor=2 if name == "phone" else 1).new_page()
        page.add_init_script(SHIFTS)
        page.goto(url, wait_until="networkidle")
        pictures = page.locator(".frame img")
        figure(f"pictures loaded before scrolling, {name}", pictures.evaluate_all(_ALL), LOADED)
        for one in pictures.all():
            one.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        figure(f"shift of the layout, {name}", page.evaluate("window.shifts"), 0)


if __name__ == "__main__":
    main()
