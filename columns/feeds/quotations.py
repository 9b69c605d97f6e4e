"""Quotations: what becomes of embeds in a feed: the words that we keep, with a link; sounds are enclosures as well."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.feedgenerator import Enclosure

from columns.markup.embedded import as_link, replaced
from columns.models import Embed, Entry
from columns.reading.cards import embeds_of
from columns.reading.covers import cover_words
from columns.reading.embed_words import original, short_address, site_of, title_of
from columns.reading.zones import zone_label


def with_quotations(html: str, entry: Entry, url: str) -> str:
    """The text of an entry (safe HTML), with a quotation in the place of each embed; `url` is where what is covered
    can be uncovered.
    """
    embeds = embeds_of(entry)
    return replaced(html, lambda at: _quotation(entry, embeds[at], url) if at in embeds else as_link(at))


def enclosures_of(entry: Entry) -> tuple[Enclosure, ...]:
    """The sounds among an entry's embeds that are files. A length that nobody knows is 0, as is the custom."""
    return tuple(
        Enclosure(embed.media_url, str(embed.media_length or 0), embed.media_type)
        for embed in embeds_of(entry).values()
        if embed.has_copy and not embed.is_withdrawn and not embed.is_covered
        and embed.media_type.startswith("audio/") and embed.media_url
    )


def _quotation(entry: Entry, embed: Embed, url: str) -> str:
    """As `as_link`, nothing of a withdrawn one is told but why; and of a covered one, what its cover says."""
    if embed.is_withdrawn:
        return render_to_string("feeds/embed.html", {"withdrawn": True, "reason": embed.withdrawal_reason}).strip()
    if cover := cover_words(embed):
        return render_to_string("feeds/cover.html", {"cover": cover, "url": url}).strip()
    source, text = original(embed), embed.text
    context = {
        "title": embed.title if embed.title != text else "",
        "text": text,
        "language": embed.language,
        "author": embed.author or embed.handle,
        "handle": embed.handle if embed.author else "",
        "url": source,
        "link": title_of(embed) if not (embed.title or text) else short_address(source),
        "site": site_of(embed),
        "published_at": embed.published_at,
        "captured_at": embed.captured_at,
        "corrected_at": embed.corrected_at,
        "gone_at": embed.gone_at,
        "archive": embed.archive_url,
        "zone": zone_label(entry.column, embed.captured_at) if embed.captured_at else "",
    }
    return render_to_string("feeds/embed.html", context).strip()
