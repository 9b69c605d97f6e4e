"""The words of an embed: what a card, a feed and a list of entries say of it, from our copy or its address alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from columns.embeds import registry
from columns.embeds.cleaning import short_line
from columns.embeds.provider import Kind
from columns.models import Embed

from .covers import cover_words

#: How long an address may be where it is read, and the words of a page that stand under its title.
ADDRESS, DESCRIPTION = 60, 280

#: What something is called that has no title, with the site that it is on.
_KINDS: dict[str, Promise] = {
    Kind.POST: gettext_lazy("Post on %(site)s"),
    Kind.VIDEO: gettext_lazy("Video on %(site)s"),
    Kind.AUDIO: gettext_lazy("Sound on %(site)s"),
    Kind.DOCUMENT: gettext_lazy("Document on %(site)s"),
}


def original(embed: Embed) -> str:
    """Where readers are led: the address that the original gives itself, if it does."""
    return embed.canonical_url or embed.url


def host_of(url: str) -> str:
    """The name of the site at an address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def site_of(embed: Embed) -> str:
    """The site as readers know it: one that its host proves by its name; any other by whatever it calls itself, and by
    its host: a page can claim to be anybody's.
    """
    provider = registry.named(embed.provider)
    if provider and provider.site:
        return provider.site
    host = host_of(original(embed))
    return f"{embed.site} ({host})" if embed.site and embed.site.casefold() != host else host


def title_of(embed: Embed) -> str:
    """A title, or what the address tells: what kind of thing this is and on which site, or the place of a map."""
    if embed.title:
        return embed.title
    if embed.kind == Kind.MAP and embed.latitude is not None:
        return coordinates(embed)
    site = site_of(embed)
    return str(_KINDS[embed.kind]) % {"site": site} if embed.kind in _KINDS else site


def coordinates(embed: Embed) -> str:
    """The place of a map as people write it: 36.2021° N, 37.1343° E."""
    latitude, longitude = embed.latitude or 0, embed.longitude or 0
    north = _("%(degrees)s° N") if latitude >= 0 else _("%(degrees)s° S")
    east = _("%(degrees)s° E") if longitude >= 0 else _("%(degrees)s° W")
    return f"{north % {'degrees': f'{abs(latitude):.4f}'}}, {east % {'degrees': f'{abs(longitude):.4f}'}}"


def short_address(url: str) -> str:
    """An address as it is read: without its scheme, and not all of a long one."""
    parts = urlsplit(url)
    said = f"{host_of(url)}{parts.path}".rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return said if len(said) <= ADDRESS else f"{said[: ADDRESS - 1]}…"


def line_of(embed: Embed, limit: int) -> str:
    """The one line that stands for it in a list, or as a title: of a withdrawn one, only that; of a covered one, what
    its cover says.
    """
    if embed.is_withdrawn:
        return short_line(_("Withdrawn: %(reason)s") % {"reason": embed.withdrawal_reason}, limit)
    if cover := cover_words(embed):
        return short_line(cover["note"] or cover["kinds"], limit)
    said = embed.text if embed.kind == Kind.POST else ""
    if said and embed.author:
        said = _("%(author)s: %(words)s") % {"author": embed.author, "words": said}
    return short_line(said or title_of(embed), limit)
