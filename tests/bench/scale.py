"""What publishing and the post page cost in a column of 100 entries and in one of 100,000."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from tests.bench import scratch
from tests.bench.figures import fact, figure, title

if TYPE_CHECKING:
    from columns.models import Post

SMALL, LARGE = 100, 100_000
RATIO = 1.3
RUNS = 40


@dataclass
class Act:
    """Something that is timed. `before` is not."""

    what: str
    act: Callable[[Post], object]
    before: Callable[[], object] = lambda: None

    def times(self, *posts: Post) -> list[float]:
        """The median milliseconds on each post, taken turn by turn: whatever else the machine does weighs on all."""
        taken: list[list[float]] = [[] for _ in posts]
        for run in range(RUNS + 1):
            for post, times in zip(posts, taken, strict=True):
                self.before()
                began = time.perf_counter()
                self.act(post)
                if run:  # the first warms up
                    times.append((time.perf_counter() - began) * 1000)
        return [median(times) for times in taken]


def main() -> None:
    """Build both columns and measure them on the database at hand: the small one also before the large one is there."""
    scratch.begin()
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection

    from tests.bench.bulk import crowded_post

    acts = (
        Act("the post page, cold", _open_page, before=cache.clear),
        Act("the post page, warm", _open_page),
        Act("publishing an entry", _publish),
    )
    title(f"The cost at 100 and at 100,000 entries, on {'SQLite' if settings.ON_SQLITE else 'PostgreSQL and Redis'}")
    small = crowded_post("small", SMALL)
    alone = [act.times(small)[0] for act in acts]
    began = time.perf_counter()
    large = crowded_post("large", LARGE)
    fact("publishing 100,000 entries in bulk", time.perf_counter() - began, "s")
    if not settings.ON_SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # which autovacuum would have done by the time there are so many
    for act, by_itself in zip(acts, alone, strict=True):
        beside, crowded = act.times(small, large)
        fact(f"{act.what}: 100, nothing else on the site", by_itself, "ms")
        fact(f"{act.what}: 100, beside the large one", beside, "ms")
        fact(f"{act.what}: 100,000", crowded, "ms")
        figure("  ratio of the last two", crowded / beside, RATIO)


def _open_page(post: Post) -> None:
    from django.test import Client

    answer = Client(headers={"host": "127.0.0.1"}).get(post.get_absolute_url())
    assert answer.content.count(b"<article") == 50


def _publish(post: Post) -> None:
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    body = "<p>Two lines of text, as they are written in a hurry, with a <strong>word</strong> that matters.</p>" * 4
    publish_entry(by=None, post=post, text=EntryText(headline="One more", body=body))


if __name__ == "__main__":
    main()
