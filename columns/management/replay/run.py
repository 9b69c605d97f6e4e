"""Replay: a list of dated texts, published into a column through the verbs at the pace of its dates."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from columns.markup.from_markdown import from_markdown
from columns.markup.plain import one_line
from columns.markup.sanitise import TooLong
from columns.models import Author, Column, Post
from columns.publishing.authors import create_author
from columns.publishing.entries import publish_entry
from columns.publishing.errors import Refused
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText, Signature

from .headline import split_headline
from .items import Item

T = TypeVar("T")

#: Seconds after which a wait looks up to see whether it has been stopped.
GLANCE = 0.2


@dataclass
class Replay:
    """One run through the items of a file. At `speed` 2 an hour between two dates takes half of one; at 0, nothing.

    It keeps count of what was published, and says of each item that a verb refused why.
    """

    column: Column
    speed: float
    published: int = 0
    refused: dict[int, str] = field(default_factory=dict)
    stopped: bool = False
    _authors: dict[str, Author] = field(default_factory=dict)

    def stop(self) -> None:
        """End before the next item."""
        self.stopped = True

    def run(self, items: list[Item]) -> Iterator[Item]:
        """Publish each item when it is due, and hand it back. Raises Refused when the column takes no entries."""
        post = live_post(self.column, items[0])
        for item in self._when_due(items):
            try:
                publish_entry(by=None, post=post, text=self._text(item))
                self.published += 1
            except (Refused, TooLong) as refusal:
                self.refused[item.number] = str(refusal)
            yield item

    def _when_due(self, items: list[Item]) -> Iterator[Item]:
        """Each item in its time, measured from the start: what one of them takes does not delay those after it."""
        start = time.monotonic()
        for item in items:
            after = (item.date - items[0].date).total_seconds() / self.speed if self.speed else 0
            while not self.stopped and (left := start + after - time.monotonic()) > 0:
                time.sleep(min(left, GLANCE))
            if self.stopped:
                return
            yield item

    def _text(self, item: Item) -> EntryText:
        headline, rest = split_headline(item.text)
        bylines = (Signature(self._author(item.source)),) if item.source else ()
        return EntryText(headline, from_markdown(rest), display_time=item.date, bylines=bylines)

    def _author(self, source: str) -> Author:
        """The author of that name; a new one, an organisation, where there is none."""
        if source not in self._authors:
            known = Author.objects.filter(name=one_line(source)).order_by("pk").first()
            self._authors[source] = known or _at_free_address(
                source[:60],
                lambda slug: create_author(by=None, name=source, slug=slug, kind=Author.Kind.ORGANISATION),
            )
        return self._authors[source]


def live_post(column: Column, first: Item) -> Post:
    """Where the items go: the column's newest live post, else one opened for the day of the first of them.

    Raises Refused when the column is not live.
    """
    if not column.is_live:
        raise Refused(_("“%(column)s” is not live: make it live first.") % {"column": column.title})
    live = Post.objects.public().filter(column=column, state=Post.State.LIVE)
    if post := live.newest_first().first():
        return post
    day = first.date.astimezone(column.zone).date()
    text = PostText(title=_("Live updates"))
    draft = _at_free_address(
        text.title, lambda slug: create_post(by=None, column=column, date=day, slug=slug, text=text)
    )
    return open_post(by=None, post=draft)


def _at_free_address(wanted: str, create: Callable[[str], T]) -> T:
    """What `create` makes at the address `wanted`, else at the first of `wanted-2`, `wanted-3` … that is free."""
    for number in range(1, 100):
        try:
            return create(wanted if number == 1 else f"{wanted}-{number}")
        except Refused as refusal:
            if refusal.field != "slug":
                raise
            last = refusal
    raise last
