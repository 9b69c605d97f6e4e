"""The providers, in the order in which they are asked whether an address is theirs."""

import functools

from .address import Address, take_apart
from .provider import Match, Provider
from .providers import (
    bluesky,
    facebook,
    google_maps,
    instagram,
    link,
    mastodon,
    media,
    openstreetmap,
    pdf,
    soundcloud,
    spotify,
    telegram,
    tiktok,
    vimeo,
    wikimapia,
    x,
    youtube,
)

#: Those of named hosts first; then those that know a thing by the shape of its address; the link card takes the rest.
PROVIDERS: tuple[Provider, ...] = (
    x.PROVIDER,
    bluesky.PROVIDER,
    telegram.PROVIDER,
    facebook.PROVIDER,
    instagram.PROVIDER,
    tiktok.PROVIDER,
    youtube.PROVIDER,
    vimeo.PROVIDER,
    soundcloud.PROVIDER,
    spotify.PROVIDER,
    openstreetmap.PROVIDER,
    google_maps.PROVIDER,
    wikimapia.PROVIDER,
    mastodon.PROVIDER,
    media.PROVIDER,
    pdf.PROVIDER,
)
_BY_NAME = {provider.name: provider for provider in (*PROVIDERS, link.PROVIDER)}


@functools.lru_cache(maxsize=512)  # a text is asked about several times on its way into the database
def match(url: str) -> Match:
    """What an address leads to. `UnfitAddress` if it is not http(s), has a user in it, or is too long."""
    address = take_apart(url)
    found = (provider.match(address) for provider in PROVIDERS if _is_at(address, provider))
    return next((each for each in found if each is not None), None) or link.match(address)


def named(name: str) -> Provider | None:
    """The provider of that name: a match's, or that of something stored, if there still is one."""
    return _BY_NAME.get(name)


def frame_hosts() -> list[str]:
    """The hosts of all players, for the page's `frame-src`."""
    return sorted({host for provider in PROVIDERS for host in provider.frames})


def _is_at(address: Address, provider: Provider) -> bool:
    return not provider.hosts or (address.port is None and address.host in provider.hosts)
