"""The demonstration: what `content.json` tells, published through the same verbs as everything else.

The file is read from top to bottom, as a desk would have worked: a post is opened, its entries are published
one by one, then it is closed. Times in it are in the column's zone. An entry may say, besides its text:
`continues` (the `ref` of an earlier one), `pictures` (names in `pictures.json`), `key_event`, `pinned`, `amend` (its
text afterwards), `withdraw` (the reason). A post may have a `lead`, one of these pictures. Its `standing` is what it
opens with; without one it takes over that of the post before. `standing_amended` is what it says in the end.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from columns.models import Author, Column, Entry, Image, Post, Site
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.marks import mark_key_event, pin_entry
from columns.publishing.posts import amend_post, close_post, create_post, open_post
from columns.publishing.site import change_site
from columns.publishing.texts import EntryText, PostText, Signature
from columns.publishing.withdrawals import withdraw_entry

from .pictures import figure, take_pictures

CONTENT = Path(__file__).with_name("content.json")


def publish_demo() -> Column:
    """The demonstration's column, whole or not at all. Raises Refused where there are columns already."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with transaction.atomic():
        if Column.objects.exists():
            raise Refused(_("There are columns here already: the demonstration is for a site without any."))
        change_site(by=None, revision=Site.current().revision, **content["site"])
        authors = {key: create_author(by=None, **author) for key, author in content["authors"].items()}
        desk = _Desk(create_column(by=None, **content["column"]), authors, take_pictures())
        for post in content["posts"]:
            desk.run(post)
    return desk.column


@dataclass
class _Desk:
    """Whoever publishes the posts, one after the other, and remembers the entries by their `ref`."""

    column: Column
    authors: dict[str, Author]
    pictures: dict[str, Image]
    entries: dict[str, Entry] = field(default_factory=dict)

    def run(self, told: dict[str, Any]) -> None:
        """One post, from its opening to where it stands now."""
        post = open_post(by=None, post=self._create(told))
        for entry in told["entries"]:
            self.entries[entry["ref"]] = self._publish(post, entry)
        if standing := told.get("standing_amended"):
            text = replace(PostText.of(post), standing=_html(standing))
            post = amend_post(by=None, post=post, text=text, revision=post.revision)
        if told.get("close"):
            close_post(by=None, post=post)

    def _create(self, told: dict[str, Any]) -> Post:
        text = PostText(
            title=told["title"],
            standfirst=told["standfirst"],
            standing=_html(told.get("standing", [])),
            bylines=self._signed(told),
            lead=self.pictures[told["lead"]] if "lead" in told else None,
        )
        date = datetime.date.fromisoformat(told["date"])
        return create_post(by=None, column=self.column, date=date, slug=told["slug"], text=text)

    def _publish(self, post: Post, told: dict[str, Any]) -> Entry:
        text = EntryText(
            headline=told.get("headline", ""),
            body=_html(told["body"]) + figure([self.pictures[name] for name in told.get("pictures", ())]),
            display_time=datetime.datetime.fromisoformat(told["at"]).replace(tzinfo=self.column.zone),
            continues=self.entries[told["continues"]] if "continues" in told else None,
            bylines=self._signed(told),
        )
        return self._follow_up(publish_entry(by=None, post=post, text=text), told)

    def _follow_up(self, entry: Entry, told: dict[str, Any]) -> Entry:
        """What happened to an entry after it was published."""
        if told.get("key_event"):
            entry = mark_key_event(by=None, entry=entry)
        if told.get("pinned"):
            entry = pin_entry(by=None, entry=entry)
        if after := told.get("amend"):
            text = replace(EntryText.of(entry), headline=after["headline"], body=_html(after["body"]))
            entry = amend_entry(by=None, entry=entry, text=text, revision=entry.revision)
        if reason := told.get("withdraw"):
            entry = withdraw_entry(by=None, entry=entry, reason=reason)
        return entry

    def _signed(self, told: dict[str, Any]) -> tuple[Signature, ...]:
        return tuple(Signature(self.authors[line["author"]], line["role"]) for line in told["bylines"])


def _html(lines: list[str]) -> str:
    return "\n".join(lines)
