"""`python -m tests.flow.night`: plays it against a server of its own, and prints what was done and how long it took."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from tests import environment
from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from columns.models import Post

    from .company import Book

MILLISECONDS = 200


def main() -> None:
    """The night, from the first sign-in to the last look."""
    asked = argparse.ArgumentParser(prog="python -m tests.flow.night")
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--shots", type=Path, help="a folder for pictures of telling moments")
    asked.add_argument("--photos", type=Path, help="a folder of JPEGs to publish; without it they are drawn")
    asked.add_argument("--texts", type=Path, help="a JSON list of objects with a `text` each; else made-up ones")
    options = asked.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    scratch.begin()
    from .newsroom import open_newsroom

    post = open_newsroom()
    with scratch.served() as url:
        book = _play(SimpleNamespace(url=url), post, options)
    log = Path(f"{environment.DATA_DIR}/server.log").read_text()
    assert "Traceback" not in log, log[-5000:]
    _tell(book)


def _play(site: Any, post: Post, options: argparse.Namespace) -> Book:
    from playwright.sync_api import sync_playwright

    from tests.browsers import QUIET
    from tests.programs import chromium

    from .company import gather
    from .dawn import look_back
    from .pictures import photos
    from .story import LONG, play
    from .words import texts

    until = time.monotonic() + 60 * options.minutes
    more = {"words": texts(options.texts), "pictures": photos(options.photos), "shots": options.shots}
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=QUIET) as browser,
        gather(browser, site, post, orm=lambda act, *given: act(*given), **more) as night,
    ):
        play(night, LONG, until)
        night.shots_in_the_dark()
        look_back(night, browser, site, post)
        return night.book


def _tell(book: Book) -> None:
    title("What was done")
    for what, times in book.done.items():
        fact(what, times)
    fact("texts that readers see, each once", len(book.public))
    title("From the press on Publish")
    figure("to the other editors' desks, median", median(book.to_desk), MILLISECONDS, "ms")
    fact("the slowest", max(book.to_desk), "ms")
    fact("to the reader's page, median", median(book.to_reader), "ms")
    fact("the slowest", max(book.to_reader), "ms")


if __name__ == "__main__":
    main()
