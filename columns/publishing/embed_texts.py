"""Embeds in texts: what becomes of them when a text is saved. Pure: neither a row nor another site is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from columns.embeds import registry
from columns.embeds.address import UnfitAddress
from columns.markup.embedded import addresses, as_link, figure_of, replaced

from .errors import Refused

#: As many as one entry may hold.
MOST = 60


def canonical(html: str) -> str:
    """A safe text whose embeds have canonical addresses; one that has none becomes a link. Raises Refused: too many."""
    html = replaced(html, _canonical)
    if (found := len(addresses(html))) > MOST:
        counts = {"most": MOST, "found": found}
        raise Refused(_("At most %(most)d embeds fit into one entry; this has %(found)d.") % counts, "body")
    return html


def without_embeds(html: str) -> str:
    """A safe text with links where it has embeds: for texts that hold none."""
    return replaced(html, as_link)


def _canonical(url: str) -> str:
    try:
        return figure_of(registry.match(url).url)
    except UnfitAddress:
        return as_link(url)
