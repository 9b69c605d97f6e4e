"""A card in the admin, as readers see it: in a shadow tree, where only the reader's style sheets rule.

It does nothing there: its links and buttons are inert.
"""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

#: The reader's style sheets that a card needs.
STYLES = ("css/tokens.css", "css/base.css", "css/prose.css", "css/card.css", "css/picture.css", "css/cover.css")


def card_styles() -> list[str]:
    """Where they are."""
    return [static(path) for path in STYLES]


def shown_card(html: str) -> SafeString:
    """What `columns.reading.cards` rendered, to be put into a page of the admin."""
    sheets = format_html_join("", '<link rel="stylesheet" href="{}">', ((address,) for address in card_styles()))
    card = mark_safe(html)  # noqa: S308 - our own template has escaped it
    tree = format_html('<template shadowrootmode="open">{}<div class="prose">{}</div></template>', sheets, card)
    return format_html('<div class="shown-card" inert>{}</div>', tree)
