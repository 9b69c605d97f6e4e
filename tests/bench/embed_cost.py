"""What embeds cost the page that shows them: 50 entries with 100 cards against the same page without."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

RATIO, ROUNDS, PER_ENTRY = 1.3, 41, 2


def main() -> None:
    """Render both pages in turn, so that both meet the machine in the same state; the middle of many rounds counts."""
    scratch.begin()
    from django.core.cache import cache

    from tests.bench.bench_post import publish_bench_post

    plain = publish_bench_post("plain").get_absolute_url()
    full = publish_bench_post("full", _two_embeds).get_absolute_url()
    title("The bench post with 100 embeds, against the same post without")
    for state, before in (("cold", cache.clear), ("warm", lambda: None)):
        without, with_cards = _both(plain, full, before)
        fact(f"without, {state}", without * 1000, "ms")
        fact(f"with, {state}", with_cards * 1000, "ms")
        figure(f"with : without, {state}", with_cards / without, RATIO)


def _two_embeds(number: int) -> str:
    """For each text two embeds with a copy, of every provider in turn."""
    from columns.images.thumbnail import Thumbnail
    from columns.markup.embedded import figure_of
    from tests.embeds.kept import THINGS, keep

    things, html = list(THINGS.values()), ""
    for place in range(PER_ENTRY):
        thing = things[(number * PER_ENTRY + place) % len(things)]
        # Another thing each time: a column does not quote the same post all day.
        url = f"{thing.url}{number}" if thing.url[-1].isdigit() else thing.url
        picture = Thumbnail(b"a picture of ours", *thing.picture) if thing.picture else None
        html += figure_of(keep(None, url, picture, **thing.said).url)
    return html


def _both(plain: str, full: str, before: Callable[[], None]) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for address, times in zip((plain, full), taken, strict=True):
            before()
            times.append(_seconds(address))
    return statistics.median(taken[0][1:]), statistics.median(taken[1][1:])


def _seconds(address: str) -> float:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    began = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - began
    assert answer.status_code == 200
    assert answer.content.count(b'<figure class="card') == (100 if address.startswith("/full/") else 0)
    return taken


if __name__ == "__main__":
    main()
