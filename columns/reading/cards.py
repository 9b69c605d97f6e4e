"""Cards: what readers see of an embed, made of our own copy: the same on the page, in a push and in the editor.

A card asks no other site for anything. It knows where its player is; `static/js/reader/player.js` loads that once
somebody has asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone

from columns.embeds.cleaning import short_line
from columns.embeds.provider import Kind
from columns.markup.embedded import addresses, as_link, replaced
from columns.models import Embed, Entry

from .captions import caption
from .covers import cover_words, covered
from .embed_words import DESCRIPTION, coordinates, original, short_address, site_of, title_of
from .players import player_of


def read_embeds(entries: Iterable[Entry]) -> None:
    """Read the embeds of those entries that show any: in one query for all of them, or in none."""
    holding = [entry for entry in entries if not entry.is_withdrawn and addresses(entry.body)]
    if holding:
        prefetch_related_objects(holding, "embeds")


def embeds_of(entry: Entry) -> dict[str, Embed]:
    """The embeds that an entry's text holds, by their addresses, in its order. `read_embeds` has read them."""
    held = addresses(entry.body)
    found = {embed.url: embed for embed in entry.embeds.all()} if held else {}
    return {url: found[url] for url in held if url in found}


def body_with_cards(entry: Entry, html: str) -> str:
    """The text of an entry as it is shown (safe HTML), with a card in the place of each embed."""
    return with_cards(html, embeds_of(entry), entry)


def with_cards(html: str, embeds: Mapping[str, Embed], entry: Entry | None = None) -> str:
    """A safe text with a card in the place of each embed, by its address; a link where there is no such row."""
    shown: set[str] = set()

    def by(url: str) -> str:
        if url not in embeds:
            return as_link(url)
        again = url in shown
        shown.add(url)
        return card(embeds[url], None if again else entry)

    return replaced(html, by)


def card(embed: Embed, entry: Entry | None = None) -> str:
    """An embed as HTML, under its cover, if it has one. Call it within `fragments.as_column`, or its times and words
    are the editor's.

    In an `entry` it has an id, by which an amended entry finds it again; times of its day are told without their date.
    """
    id = f"{entry.pk}-{embed.pk}" if entry else ""
    if embed.is_withdrawn:
        return _rendered("withdrawn", {"id": id, "reason": embed.withdrawal_reason})
    if not embed.has_copy:
        return covered(cover_words(embed), _rendered("plain", {"id": id, **_told(embed)}))
    day = timezone.localdate(entry.display_time) if entry else None
    context = {"id": id, **_told(embed), **_kept(embed), "caption": caption(embed, day)}
    return covered(cover_words(embed), _rendered(embed.kind, context))


def _rendered(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"parts/cards/{name}.html", context).strip()


def _told(embed: Embed) -> dict[str, Any]:
    """What the address alone tells, as the templates name it."""
    return {
        "kind": embed.kind,
        "original": original(embed),
        "address": "" if embed.has_copy else short_address(original(embed)),
        "title": title_of(embed),
        "site": site_of(embed),
        "coordinates": coordinates(embed) if embed.kind == Kind.MAP and embed.title else "",
        "player": player_of(embed),
        "space": embed.space,
    }


def _kept(embed: Embed) -> dict[str, Any]:
    """What our copy says, as the templates name it."""
    said = embed.text if embed.kind != Kind.POST else ""
    return {
        "name": embed.author or embed.handle or site_of(embed),
        "handle": embed.handle if embed.author else "",
        "text": embed.text or embed.title,
        "description": "" if said == embed.title else short_line(said, DESCRIPTION),
        "language": embed.language,
        "picture": embed.picture.url if embed.picture else "",
        "width": embed.picture_width,
        "height": embed.picture_height,
    }
