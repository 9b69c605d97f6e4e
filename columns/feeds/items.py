"""Item: an entry as a feed tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.feedgenerator import Enclosure
from django.utils.translation import gettext as _

from columns.markup.plain import first_words, one_line, strip_controls
from columns.models import Byline, Entry
from columns.reading.body import shown
from columns.reading.fragments import as_column, permalink
from columns.reading.opening import opening
from columns.reading.related import earlier
from columns.reading.timeline import Told
from columns.reading.told_with import corrections_of, event_of, tags_of
from columns.reading.zones import zone_label

from .absolute import absolute_links
from .pictures import with_feed_pictures
from .quotations import enclosures_of, with_quotations

TITLE, SUMMARY = 120, 300


@dataclass(frozen=True)
class Item:
    """One item's public fields, each by name; of a withdrawn entry, none of its text.

    `id` and `published` never change. `updated` moves whenever the text or the state does.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    language: str
    category: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    published: datetime
    updated: datetime


def item_of(told: Told) -> Item:
    """An entry that readers may see, with its column, its thread's first entry and its bylines read along."""
    entry, column = told.entry, told.entry.column
    url = settings.SITE_URL + permalink(column, entry.pk)
    bylines = [] if entry.is_withdrawn else list(entry.bylines.all())
    published, updated = _times(told)
    with as_column(column):
        content = strip_controls(_content(told, url))
        title = _title(entry)
    return Item(
        id=f"tag:{settings.SITE_AUTHORITY},{published.year:04d}:entry/{entry.pk}",
        url=url,
        title=title,
        summary=first_words(content, SUMMARY),
        content=content,
        language=column.language,
        category=one_line(column.title),
        tags=tuple(map(one_line, tags_of(entry))) if told.tagged else (),
        authors=_names(bylines, translators=False),
        contributors=_names(bylines, translators=True),
        enclosures=() if entry.is_withdrawn else enclosures_of(entry),
        published=published,
        updated=updated,
    )


def _times(told: Told) -> tuple[datetime, datetime]:
    """When it was published and when it last changed, in UTC. The stored times count where the log is too short."""
    entry = told.entry
    if entry.published_at is None:
        raise ValueError("only a published entry becomes an item")
    stored = (entry.published_at, entry.amended_at, entry.withdrawn_at, told.changed_at)
    return entry.published_at.astimezone(UTC), max(time for time in stored if time).astimezone(UTC)


def _thread(entry: Entry) -> Entry | None:
    """The entry whose story this one takes further, as long as readers can read it."""
    return entry.continues if entry.continues and not entry.continues.is_withdrawn else None


def _title(entry: Entry) -> str:
    """Plain text on one line: a headline, its own or its thread's, or the first words."""
    if entry.is_withdrawn:
        return one_line(_("Withdrawn: %(reason)s") % {"reason": entry.withdrawal_reason})
    first = _thread(entry)
    return one_line(entry.headline or (first.headline if first else "")) or opening(entry, TITLE)


def _content(told: Told, url: str) -> str:
    """The full text as safe HTML, after what has become of it: amended, or withdrawn and why."""
    entry, column, first = told.entry, told.entry.column, _thread(told.entry)

    def link(other: Entry) -> dict[str, Any]:
        return {"url": settings.SITE_URL + permalink(column, other.pk), "time": other.display_time}

    changed_at = entry.withdrawn_at if entry.is_withdrawn else entry.amended_at
    # Many readers' programs drop what folds: a translated quotation is told there in full.
    body = absolute_links(shown(entry.body, folded=False), settings.SITE_URL, url)
    context = {
        "language": column.language,
        "direction": column.direction,
        "withdrawn": entry.is_withdrawn,
        "reason": entry.withdrawal_reason,
        "changed_at": changed_at,
        "zone": zone_label(column, changed_at) if changed_at else "",
        "thread": link(first) if first else None,
        "relations": earlier(entry, link) if told.relates else [],
        "event": event_of(column, entry),
        "corrections": corrections_of(entry) if told.corrected else [],
        "body": "" if entry.is_withdrawn else with_feed_pictures(with_quotations(body, entry, url), entry, url),
    }
    return render_to_string("feeds/item.html", context).strip()


def _names(bylines: list[Byline], *, translators: bool) -> tuple[str, ...]:
    """Those who wrote it, or those who translated it; each once, in their order."""
    chosen = (b for b in bylines if (b.role == Byline.Role.TRANSLATION) == translators)
    return tuple(dict.fromkeys(one_line(b.author.name) for b in chosen))
