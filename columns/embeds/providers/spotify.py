"""Podcasts and music on Spotify."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Space

NAME = "spotify"
_SOUND = re.compile(
    r"/(?:intl-[a-z]{2}(?:-[a-z]{2})?/)?(?:embed(?:-podcast)?/)?"
    r"(track|album|playlist|episode|show|artist)/([A-Za-z0-9]{22})/?"
)
_SINGLE = ("track", "episode")


def match(address: Address) -> Match | None:
    """`open.spotify.com/episode/…`, and shows, tracks, albums, playlists, artists."""
    found = _SOUND.fullmatch(address.path)
    if found is None:
        return None
    what, number = found[1], found[2]
    url = f"https://open.spotify.com/{what}/{number}"
    return Match(
        NAME,
        Kind.AUDIO,
        url,
        ask=(with_query("https://open.spotify.com/oembed", url=url), url),
        player=f"https://open.spotify.com/embed/{what}/{number}",
        space=Space.BAR if what in _SINGLE else Space.LIST,
    )


PROVIDER = Provider(
    NAME, match, hosts=("open.spotify.com", "play.spotify.com"), site="Spotify", frames=("open.spotify.com",)
)
