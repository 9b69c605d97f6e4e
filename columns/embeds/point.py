"""A place that an address of a map names: latitude, longitude, zoom."""

import re

from .address import Address
from .provider import Kind, Match, Snapshot, Space

#: A latitude or a longitude as maps write it.
NUMBER = r"-?\d{1,3}(?:\.\d{1,20})?"
_NUMBER = re.compile(NUMBER, re.ASCII)
#: The zoom where an address says none: a town.
DEFAULT_ZOOM = 12


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
    return Match(provider, Kind.MAP, address.clean(), space=Space.WIDE, known=known)
