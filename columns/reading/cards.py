"""Cards: what readers see of an embed, made of our own copy: the same on the page, in a push and in the editor."""

from __future__ import annotations

from collections.abc import Mapping

from django.template.loader import render_to_string

from columns.markup.embedded import as_link, replaced
from columns.models import Embed


def card(embed: Embed) -> str:
    """An embed as HTML. Call it within `fragments.as_column`, or its times and words are the editor's."""
    return render_to_string("parts/_embed.html", {"embed": embed}).strip()


def with_cards(html: str, embeds: Mapping[str, Embed]) -> str:
    """A safe text with a card in the place of each embed, by its address; a link where there is no such row."""
    return replaced(html, lambda url: card(embeds[url]) if url in embeds else as_link(url))
