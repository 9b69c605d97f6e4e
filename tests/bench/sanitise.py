"""What it costs to make 60 KB of text safe, in the shapes that editors paste; and that only saving pays for it."""

from __future__ import annotations

import statistics
import time

from tests.bench import scratch
from tests.bench.figures import figure, title
from tests.bench.words import Words

SIZE = 60_000
RUNS, LIMIT = 9, 200


def main() -> None:
    """Measure each shape; then count how often showing an entry makes its text safe again."""
    scratch.begin()
    title(f"Making {SIZE // 1000} KB safe (median of {RUNS})")
    for shape, html in shapes().items():
        figure(shape, _milliseconds(html), LIMIT, "ms")
    figure("times that showing it does so", _times_when_shown(), 0)


def shapes() -> dict[str, str]:
    """The same size in each shape."""
    words = Words()

    def filled(part: str) -> str:
        text = ""
        while len(text) < SIZE:
            text += part.replace("…", words.paragraph(30), 1).replace("…", words.paragraph(30))
        return text

    return {
        "paragraphs": filled("<p>…</p>"),
        "what a word processor pastes": filled(
            '<p class=MsoNormal style="margin:0cm"><span lang=EN-GB style="font-size:11pt">… <b>…</b></span></p>'
        ),
        "quotations, links and embeds": filled(
            '<blockquote lang="ar" dir="rtl"><p>…</p></blockquote><p><a href="https://example.org/a">…</a></p>'
            '<figure class="embed"><a href="https://example.org/b"></a></figure>'
        ),
        "a table": f"<table>{filled('<tr><td>…<td>…')}</table>",
    }


def _milliseconds(html: str) -> float:
    from columns.markup.sanitise import sanitise

    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        sanitise(html)
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def _times_when_shown() -> int:
    from unittest.mock import patch

    from django.core.cache import cache
    from django.test import Client

    from columns.markup import sanitise
    from tests.bench.bench_post import publish_bench_post

    address = publish_bench_post().get_absolute_url()
    cache.clear()
    with patch.object(sanitise, "_allowed_only", wraps=sanitise._allowed_only) as done:
        assert Client(headers={"host": "127.0.0.1"}).get(address).status_code == 200
    return done.call_count


if __name__ == "__main__":
    main()
