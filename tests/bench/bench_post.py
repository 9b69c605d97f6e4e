"""The bench post: what pages are measured with.

50 entries of 120 words on average, 10 of them in two scripts (Arabic or Cyrillic beside Latin), 10 with a block
quote; three bylines, one in each role, under every entry and under the post itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise

from columns.markup.plain import words as plain_words
from columns.models import Author, Byline, Column, Entry, Post
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.entries import publish_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText, Signature
from tests.bench.words import Words

ENTRIES = 50
MEAN = 120
DAY = datetime.date(2015, 10, 7)
BEGAN = datetime.datetime(2015, 10, 7, 5, tzinfo=datetime.UTC)
NAMES = ["Nadia Rahal", "Tom Ferris", "Irina Belova", "Observers' Desk", "Yusuf Amin", "Marta Lindqvist"]


def publish_bench_post(slug: str = "bench", more: Callable[[int], str] = lambda number: "") -> Post:
    """The bench post, live, in a column of its own at `slug`; all of it through the verbs.

    `more` stands at the end of each text, by its number: what is no word there, such as embeds.
    """
    words = Words()
    column = create_column(by=None, slug=slug, title="The bench", time_zone="Asia/Damascus")
    authors = list(Author.objects.filter(name__in=NAMES)) or [create_author(by=None, name=name) for name in NAMES]
    post = _open(column, authors, words)
    for number in range(ENTRIES):
        text = EntryText(
            headline=words.sentence(9).rstrip("."),
            body=_body(words, number) + more(number),
            display_time=BEGAN + datetime.timedelta(minutes=13 * number),
            bylines=_signed(authors, number),
        )
        publish_entry(by=None, post=post, text=text, pinned=number == 30, key_event=number % 6 == 0)
    _check(post)
    return Post.objects.select_related("column").get(pk=post.pk)


def _open(column: Column, authors: list[Author], words: Words) -> Post:
    text = PostText(
        title="The post that is measured",
        standfirst=words.paragraph(30),
        standing=f"<p>{words.paragraph(60)}</p>",
        bylines=_signed(authors, 0),
    )
    return open_post(by=None, post=create_post(by=None, column=column, date=DAY, slug="the-post", text=text))


def _signed(authors: list[Author], start: int) -> tuple[Signature, ...]:
    return tuple(
        Signature(authors[(start + place) % len(authors)], role) for place, role in enumerate(Byline.Role.values)
    )


def _body(words: Words, number: int) -> str:
    """One text: from 60 to 180 words, so that a pair of neighbours has 240."""
    swing = 6 * (number // 2 % 11)
    left = MEAN + (swing if number % 2 else -swing)
    parts = []
    if number % 5 == 1:
        language = "ar" if number % 2 else "ru"
        direction = ' dir="rtl"' if language == "ar" else ""
        parts.append(f'<p lang="{language}"{direction}>{words.foreign(language, 30)}</p>')
    elif number % 5 == 3:
        parts.append(f"<blockquote><p>{words.paragraph(30)}</p></blockquote>")
    left -= 30 * len(parts)
    cut = words.between(20, left - 10)
    link = f'<a href="https://example.org/{number}/source">{words.sentence(3).rstrip(".")}</a>'
    first = f"<p>{words.paragraph(cut)}</p>"
    last = f"<p>{words.paragraph(left - cut - 3)} {link}</p>"
    return first + "".join(parts) + last


def _check(post: Post) -> None:
    """The post is what this file says: otherwise the figures would be about something else."""
    bodies = list(Entry.objects.filter(post=post).newest_first().values_list("body", flat=True))
    lengths = [len(plain_words(body).split()) for body in bodies]
    assert len(bodies) == ENTRIES
    assert abs(sum(lengths) / ENTRIES - MEAN) < 1, sum(lengths) / ENTRIES
    assert sum("lang=" in body for body in bodies) == sum("<blockquote" in body for body in bodies) == 10
    assert Byline.objects.filter(entry__post=post).count() == 3 * ENTRIES
    assert any(one != other for one, other in pairwise(lengths))
