"""Videos on Vimeo, played with its "do not track"."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Space

NAME = "vimeo"
_PLACES = r"channels/[\w-]{1,80}|groups/[\w-]{1,80}/videos|(?:album|showcase)/\d{1,15}/video|video"
_VIDEO = re.compile(rf"/(?:(?:{_PLACES})/)?(\d{{1,15}})(?:/([0-9a-f]{{6,40}}))?/?", re.ASCII)
_KEY = re.compile(r"[0-9a-f]{6,40}")


def match(address: Address) -> Match | None:
    """`vimeo.com/123`, also in a channel, a group or a showcase; an unlisted one has a key behind its number."""
    found = _VIDEO.fullmatch(address.path)
    if found is None:
        return None
    asked = address.param("h")
    key = found[2] or (asked if _KEY.fullmatch(asked) else "")
    url = f"https://vimeo.com/{found[1]}/{key}" if key else f"https://vimeo.com/{found[1]}"
    secret = {"h": key} if key else {}
    return Match(
        NAME,
        Kind.VIDEO,
        url,
        ask=(with_query("https://vimeo.com/api/oembed.json", url=url),),
        player=with_query(f"https://player.vimeo.com/video/{found[1]}", **secret, dnt="1"),
        space=Space.WIDE,
    )


PROVIDER = Provider(
    NAME,
    match,
    hosts=("vimeo.com", "www.vimeo.com", "player.vimeo.com"),
    site="Vimeo",
    frames=("player.vimeo.com",),
)
