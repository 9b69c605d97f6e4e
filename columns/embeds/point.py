"""A place that an address of a map names: latitude, longitude, zoom."""

import math
import re

from .address import Address, with_query
from .provider import Kind, Match, Snapshot, Space

#: A latitude or a longitude as maps write it.
NUMBER = r"-?\d{1,3}(?:\.\d{1,20})?"
_NUMBER = re.compile(NUMBER, re.ASCII)
#: The zoom where an address says none: a town.
DEFAULT_ZOOM = 12
#: Whose map is shown after a click, whichever map the address was one of: its frame needs no key and asks nobody else.
FRAMES = ("www.openstreetmap.org",)
_FRAME = f"https://{FRAMES[0]}/export/embed.html"


def map_of(provider: str, address: Address, latitude: str, longitude: str, zoom: str, title: str = "") -> Match | None:
    """A map card, with nothing to ask; None if these are no latitude and longitude."""
    if not (_NUMBER.fullmatch(latitude) and _NUMBER.fullmatch(longitude)):
        return None
    known = Snapshot(
        title=title,
        latitude=float(latitude),
        longitude=float(longitude),
        zoom=int(zoom) if re.fullmatch(r"[0-9]{1,2}", zoom) else DEFAULT_ZOOM,
    )
    if known.latitude is None or known.longitude is None:
        return None
    player = _frame(known.latitude, known.longitude, known.zoom or 0)
    return Match(provider, Kind.MAP, address.clean(), player=player, space=Space.WIDE, known=known)


def _frame(latitude: float, longitude: float, zoom: int) -> str:
    """The frame with a marker in the middle. It wants to know its edges: at zoom 0 the whole world is 256 pixels."""
    width = Space.WIDE.width / 256 * 360 / 2**zoom
    height = width * Space.WIDE.height / Space.WIDE.width * math.cos(math.radians(min(abs(latitude), 85)))
    west, east = max(longitude - width / 2, -180), min(longitude + width / 2, 180)
    south, north = max(latitude - height / 2, -90), min(latitude + height / 2, 90)
    edges = ",".join(f"{edge:.6f}" for edge in (west, south, east, north))
    return with_query(_FRAME, bbox=edges, layer="mapnik", marker=f"{latitude},{longitude}")
