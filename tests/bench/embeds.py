"""What embeds cost an editor: saving an entry that holds twenty of them, and publishing while other sites hang."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.bench import scratch
from tests.bench.figures import fact, figure, title
from tests.bench.words import Words

if TYPE_CHECKING:
    from columns.models import Post
    from columns.outside.fetch import Fetched

EMBEDS, SAMPLES = 20, 150
EXTRA_MILLISECONDS, MILLISECONDS = 30, 150
SITE = "https://news.example/"
PATIENCE = 30  # seconds


def main() -> None:
    """Both, on SQLite in one process: there a writer waits for every other."""
    scratch.begin()
    from tests.bench.bench_post import publish_bench_post

    post = publish_bench_post()
    # Nobody answers here: whatever is asked waits as long as it may.
    asked: list[str] = []
    began, over = threading.Semaphore(0), threading.Event()

    def hang(url: str, *_: object, **__: object) -> Fetched:
        from columns.outside.reasons import Reason, Refused

        asked.append(url)
        began.release()
        over.wait()
        raise Refused(Reason.TOO_SLOW)

    with patch("columns.jobs.inquiry.fetch", hang):
        _saving(post, asked)
        _while_sites_hang(post, began, over)


def _saving(post: Post, asked: list[str]) -> None:
    """Entries of equal length in turn: without embeds, with twenty as the editor pasted them, with twenty unknown."""
    from columns.publishing.embeds import take_embed

    title(f"Saving an entry with {EMBEDS} embeds, of {SAMPLES} each")
    plain, pasted, unknown = list[float](), list[float](), list[float]()
    for number in range(SAMPLES):
        urls = [f"{SITE}{number}/{n}" for n in range(EMBEDS)]
        for url in urls:
            take_embed(by=None, url=url)
        figures = "".join(map(_figure, urls))
        plain.append(_publish(post, _text(number, len(figures))))
        pasted.append(_publish(post, _text(number, 0) + figures))
        unknown.append(_publish(post, _text(number, 0) + figures.replace(SITE, f"{SITE}new/")))
    fact("without, median", median(plain), "ms")
    figure("more with embeds, median", median(pasted) - median(plain), EXTRA_MILLISECONDS, "ms")
    figure("more with embeds from elsewhere (replay, API)", median(unknown) - median(plain), EXTRA_MILLISECONDS, "ms")
    figure("calls to other sites", len(asked), 0)
    assert not asked


def _while_sites_hang(post: Post, began: threading.Semaphore, over: threading.Event) -> None:
    """Every thread of the jobs waits for a site, and a long queue behind it."""
    from columns.jobs.loop import THREADS

    title("Publishing while every thread of the jobs waits for a site that hangs")
    before = [_publish(post, _text(number, 0)) for number in range(SAMPLES)]
    _publish(post, "".join(_figure(f"https://hangs-{number}.example/") for number in range(2 * THREADS)))
    with _working(over):
        for _ in range(THREADS):
            if not began.acquire(timeout=PATIENCE):
                raise RuntimeError("the jobs do not begin")
        during = [_publish(post, _text(number, 0) + _figure(f"{SITE}more/{number}")) for number in range(SAMPLES)]
    fact("without jobs, median", median(before), "ms")
    figure(f"median of {SAMPLES}", median(during), MILLISECONDS, "ms")
    fact("nine of ten within", quantiles(during, n=10)[-1], "ms")
    figure("the slowest", max(during), MILLISECONDS, "ms")


@contextmanager
def _working(over: threading.Event) -> Iterator[None]:
    from columns.jobs.loop import Loop

    loop = Loop()
    loop.start()
    try:
        yield
    finally:
        over.set()
        loop.stop()


def _publish(post: Post, body: str) -> float:
    """The milliseconds that it takes."""
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    text = EntryText("One more", body)
    began = time.perf_counter()
    publish_entry(by=None, post=post, text=text)
    return 1000 * (time.perf_counter() - began)


def _text(number: int, more: int) -> str:
    """A paragraph of the usual length, and one of so many letters more."""
    words = Words(number)
    filled = f"<p>{words.paragraph(2 + more // 5)[: more - 7]}</p>" if more else ""
    return f"<p>{words.paragraph(120)}</p>{filled}"


def _figure(url: str) -> str:
    from columns.markup.embedded import figure_of

    return figure_of(url)


if __name__ == "__main__":
    main()
