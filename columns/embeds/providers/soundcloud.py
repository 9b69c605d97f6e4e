"""Tracks and sets on SoundCloud."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Space

NAME = "soundcloud"
_NAME = r"[a-z0-9][a-z0-9_-]{0,254}"
_SOUND = re.compile(rf"/({_NAME})/(?:(sets)/)?({_NAME})(?:/s-\w{{5,20}})?/?", re.IGNORECASE | re.ASCII)
_NO_USERS = frozenset(
    {"charts", "discover", "feed", "jobs", "legal", "messages", "notifications", "pages", "search", "settings"}
    | {"stations", "stream", "tags", "upload", "you"}
)
_NO_TRACKS = frozenset(
    {"albums", "comments", "followers", "following", "likes", "popular-tracks", "reposts", "sets", "tracks"}
)


def match(address: Address) -> Match | None:
    """`soundcloud.com/name/track` and `soundcloud.com/name/sets/set`, also with the key of a private one."""
    found = _SOUND.fullmatch(address.path)
    if found is None or found[1].lower() in _NO_USERS or (not found[2] and found[3].lower() in _NO_TRACKS):
        return None
    url = f"https://soundcloud.com{address.path.rstrip('/')}"
    return Match(
        NAME,
        Kind.AUDIO,
        url,
        ask=(with_query("https://soundcloud.com/oembed", url=url, format="json"),),
        player=with_query("https://w.soundcloud.com/player/", url=url, visual="false", hide_related="true"),
        space=Space.LIST if found[2] else Space.BAR,
    )


PROVIDER = Provider(
    NAME,
    match,
    hosts=("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
    site="SoundCloud",
    frames=("w.soundcloud.com",),
)
