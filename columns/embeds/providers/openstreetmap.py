"""Places on OpenStreetMap: a map card, made from what the address says."""

import re

from columns.embeds.address import Address
from columns.embeds.point import FRAMES, NUMBER, map_of
from columns.embeds.provider import Match, Provider

NAME = "openstreetmap"
_VIEW = re.compile(rf"(?:^|&)map=(\d{{1,2}})(?:\.\d+)?/({NUMBER})/({NUMBER})")
_SHORT = re.compile(r"/go/([A-Za-z0-9_~@]{1,10})(-{0,2})/?")
_DIGITS = {char: value for value, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~")}


def match(address: Address) -> Match | None:
    """`openstreetmap.org/#map=12/50.45/30.52`, with a marker `?mlat=…&mlon=…` or without, and `osm.org/go/…`."""
    view = _VIEW.search(address.fragment)
    zoom = view[1] if view else address.param("zoom")
    if marker := address.param("mlat"):
        return map_of(NAME, address, marker, address.param("mlon"), zoom)
    if view:
        return map_of(NAME, address, view[2], view[3], zoom)
    if short := _SHORT.fullmatch(address.path):
        return map_of(NAME, address, *_unfolded(short[1], len(short[2])))
    return map_of(NAME, address, address.param("lat"), address.param("lon"), zoom)


def _unfolded(code: str, dashes: int) -> tuple[str, str, str]:
    """The place in a short link: each letter holds six bits, in turn of the longitude and of the latitude."""
    east = north = 0
    for char in code.replace("@", "~"):
        for shift in (4, 2, 0):
            pair = _DIGITS[char] >> shift & 3
            east, north = east << 1 | pair >> 1, north << 1 | pair & 1
    bits = 3 * len(code)
    longitude, latitude = east * 360 / 2**bits - 180, north * 180 / 2**bits - 90
    return f"{latitude:.6f}", f"{longitude:.6f}", str(max(bits - 8 - (-dashes) % 3, 0))


PROVIDER = Provider(
    NAME,
    match,
    hosts=("www.openstreetmap.org", "openstreetmap.org", "osm.org", "www.osm.org"),
    site="OpenStreetMap",
    frames=FRAMES,
)
