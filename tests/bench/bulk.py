"""Crowds: columns with more entries than anybody would publish one by one for a bench.

The rows are those that the verbs would have written, each with its revision, its byline and its change in the log.
"""

from __future__ import annotations

import datetime

from django.db import transaction

from columns.models import Author, Byline, Change, Column, Entry, Post, Revision
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import PostText
from tests.bench.words import Words

#: Earlier posts of each column (the page lists no more than this), and the share of the entries that they hold.
OLDER_POSTS = 30
OLDER_SHARE = 0.4
BATCH = 2000
BEGAN = datetime.datetime(2015, 9, 30, tzinfo=datetime.UTC)
LASTED = datetime.timedelta(days=365)


def crowded_post(slug: str, size: int) -> Post:
    """The live post of a new column with `size` entries: 60 % of them are its own, the rest is in earlier posts."""
    column = create_column(by=None, slug=slug, title=f"A column of {size}")
    author = create_author(by=None, name=f"The desk of {size}")
    *older, newest = [_open(column, number) for number in range(OLDER_POSTS + 1)]
    bodies = [f"<p>{paragraph}</p>" for paragraph in _paragraphs(200)]
    column.refresh_from_db()
    first = column.head_seq + 1
    in_older = int(size * OLDER_SHARE)
    entries = [
        Entry(
            column=column, post=older[number % OLDER_POSTS] if number < in_older else newest,
            headline=f"Number {number}", body=bodies[number % len(bodies)], state=Entry.State.PUBLISHED,
            display_time=(when := BEGAN + LASTED * (number / size)), published_at=when,
            seq=first + number, first_seq=first + number,
        )
        for number in range(size)
    ]
    with transaction.atomic():
        _write(column, author, entries)
        Column.objects.filter(pk=column.pk).update(head_seq=first + size - 1)
    return Post.objects.select_related("column").get(pk=newest.pk)


def _write(column: Column, author: Author, entries: list[Entry]) -> None:
    Entry.objects.bulk_create(entries, BATCH)
    revisions = Revision.objects.bulk_create(
        [Revision(entry=entry, number=1, headline=entry.headline, body=entry.body) for entry in entries], BATCH
    )
    Byline.objects.bulk_create([Byline(entry=entry, author=author) for entry in entries], BATCH)
    Change.objects.bulk_create(
        [
            Change(
                column=column, seq=entry.seq, op=Change.Op.PUBLISH, post_id=entry.post_id, entry=entry,
                revision=revision,
            )
            for entry, revision in zip(entries, revisions, strict=True)
        ],
        BATCH,
    )


def _open(column: Column, number: int) -> Post:
    date = datetime.date(2015, 9, 1) + datetime.timedelta(days=number)
    text = PostText(title=f"Day {number}", standing="<p>Where things stand.</p>")
    return open_post(by=None, post=create_post(by=None, column=column, date=date, slug="the-day", text=text))


def _paragraphs(count: int) -> list[str]:
    words = Words()
    return [words.paragraph(words.between(60, 180)) for _ in range(count)]
