"""Texts: what an editor typed, cleaned. Every verb that takes words takes them through here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.markup.pictured import without_images
from columns.markup.plain import is_blank
from columns.markup.sanitise import TooLong, sanitise
from columns.models import Author, Byline, Entry, Image, Post, Relation
from columns.models.column import check_time_zone

from .embed_texts import canonical, without_embeds
from .errors import Refused
from .lines import line
from .tags import clean_tags, tags_of

#: A time shown may be this far ahead of the server's clock (a laptop's may be wrong by as much).
AHEAD = timedelta(minutes=5)
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Signature:
    """One name under a text, in a role."""

    author: Author
    role: str = "reporting"

    def __post_init__(self) -> None:
        """Refuse a role that there is not."""
        if self.role not in Byline.Role.values:
            raise Refused(_("There is no such role."), "bylines")


@dataclass(frozen=True)
class Related:
    """An earlier entry, and what a text does to it."""

    to: Entry
    kind: str = "updates"

    def __post_init__(self) -> None:
        """Refuse a kind that there is not."""
        if self.kind not in Relation.Kind.values:
            raise Refused(_("There is no such relation."), "relations")


@dataclass(frozen=True)
class EntryText:
    """The words of an entry. `display_time` None means: when it is published."""

    headline: str = ""
    body: str = ""
    display_time: datetime | None = None
    continues: Entry | None = None
    bylines: tuple[Signature, ...] = ()
    relations: tuple[Related, ...] = ()
    tags: tuple[str, ...] = ()
    event_time: datetime | None = None
    event_zone: str = ""

    @classmethod
    def of(cls, entry: Entry) -> EntryText:
        """The text as it is stored."""
        return cls(
            entry.headline, entry.body, entry.display_time, entry.continues, _signatures(entry), _relations(entry),
            tags_of(entry), entry.event_time, entry.event_zone,
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one text from another."""
        signed = [(signature.author.pk, signature.role) for signature in self.bylines]
        related = [(each.to.pk, each.kind) for each in self.relations]
        told = (self.tags, self.event_time, self.event_zone)
        first = self.continues and self.continues.pk
        return (self.headline, self.body, self.display_time, first, signed, *told, *related)


@dataclass(frozen=True)
class PostText:
    """The words of a post's head."""

    title: str
    standfirst: str = ""
    standing: str = ""
    bylines: tuple[Signature, ...] = ()
    lead: Image | None = None

    @classmethod
    def of(cls, post: Post) -> PostText:
        """The text as it is stored."""
        return cls(post.title, post.standfirst, post.standing, _signatures(post), post.lead)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one text from another."""
        signed = [(signature.author.pk, signature.role) for signature in self.bylines]
        return (self.title, self.standfirst, self.standing, signed, self.lead and self.lead.pk)


def _signatures(thing: Entry | Post) -> tuple[Signature, ...]:
    return tuple(Signature(b.author, b.role) for b in thing.bylines.select_related("author"))


def _relations(entry: Entry) -> tuple[Related, ...]:
    return tuple(Related(r.to, r.kind) for r in entry.relations.select_related("to__post"))


def rich(value: str, field: str) -> str:
    """Safe HTML, or Refused when it is over the cap; empty when nothing of it can be seen."""
    try:
        html = sanitise(value)
    except TooLong as error:
        raise Refused(str(error), field) from error
    return "" if is_blank(html) else html


def clean_entry(text: EntryText) -> EntryText:
    """The same text, safe to store. Raises Refused: empty, too long, or a time that cannot be meant."""
    clean = replace(
        text,
        headline=line(text.headline, "headline", 300),
        body=canonical(rich(text.body, "body")),
        bylines=tuple(dict.fromkeys(text.bylines)),
        tags=clean_tags(text.tags),
        event_zone=_zone(text.event_zone) if text.event_time else "",
    )
    if not clean.headline and not clean.body:
        raise Refused(_("An entry needs a headline or a text."), "body")
    _check_time(text.display_time, "display_time", _("Leave it empty to show the time of publication."))
    _check_time(text.event_time, "event_time", _("An event is reported once it has happened."))
    return clean


def _check_time(when: datetime | None, field: str, advice: str) -> None:
    if when is None:
        return
    if timezone.is_naive(when):
        raise ValueError(f"{field} must be aware")
    if when > timezone.now() + AHEAD:
        raise Refused(_("This lies in the future.") + " " + advice, field)
    if when < EARLIEST:
        raise Refused(_("This time lies before 1900: a slip of the keyboard?"), field)


def _zone(name: str) -> str:
    try:
        if name:  # else it is the column's
            check_time_zone(name)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "event_zone") from error
    return name


def clean_post(text: PostText) -> PostText:
    """The same head, safe to store. Raises Refused as `clean_entry` does."""
    return PostText(
        title=line(text.title, "title", 200, required=True),
        standfirst=line(text.standfirst, "standfirst", 600),
        standing=without_images(without_embeds(rich(text.standing, "standing"))),
        bylines=tuple(dict.fromkeys(text.bylines)),
        lead=text.lead,
    )
