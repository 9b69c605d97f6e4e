"""Players: the frame that stands behind a card, for whoever asks to see or hear the original."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from columns.embeds import registry
from columns.embeds.provider import Kind, Provider
from columns.models import Embed

from .embed_words import host_of, site_of

#: Whose map is shown, whichever the address was one of (`columns.embeds.point`).
_MAPS = "openstreetmap"


@dataclass(frozen=True)
class Player:
    """What the page's script is told: which frame, whose it is, and what its buttons say.

    `provider` is by whose name a reader's choice to load it always is remembered; empty: it cannot be chosen.
    """

    url: str
    provider: str
    play: SafeString
    stop: str
    always: SafeString
    wants_referrer: bool


def player_of(embed: Embed) -> Player | None:
    """The frame of an embed: its provider's, or for a file a page of our own. None once the original has gone."""
    if embed.gone_at or embed.is_withdrawn:
        return None
    if embed.media_url:
        # A page of our own plays files of any host: no choice for all of them can be meant.
        ours = reverse("player", args=[embed.pk])
        return _player(embed, ours, host_of(embed.media_url)) if embed.has_copy else None
    if not embed.player:
        return None
    provider = registry.named(_MAPS if embed.kind == Kind.MAP else embed.provider)
    return _player(embed, embed.player, (provider and provider.site) or site_of(embed), provider)


def _player(embed: Embed, url: str, site: str, provider: Provider | None = None) -> Player:
    play, stop, always = _buttons(get_language() or "", embed.kind, site)
    name, wants_referrer = (provider.name, provider.wants_referrer) if provider else ("", False)
    return Player(url, name, play, stop, always, wants_referrer)


@functools.lru_cache(1024)
def _buttons(language: str, kind: str, site: str) -> tuple[SafeString, str, SafeString]:
    """What the buttons say, in the active language: a page says the same of a few sites a hundred times."""
    whose = format_html("<bdi>{}</bdi>", site)
    if kind == Kind.POST:
        play = _("Show the original from {site}")
    else:
        play = _("Show the map from {site}") if kind == Kind.MAP else _("Play from {site}")
    always = _("Always load from {site} on this device")
    return format_html(play, site=whose), _("Close it again"), format_html(always, site=whose)
