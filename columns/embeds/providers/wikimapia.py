"""Places on Wikimapia: a map card, made from what the address says."""

from urllib.parse import parse_qs

from columns.embeds.address import Address
from columns.embeds.point import FRAMES, map_of
from columns.embeds.provider import Match, Provider

NAME = "wikimapia"


def match(address: Address) -> Match | None:
    """`wikimapia.org/#lang=en&lat=50.45&lon=30.52&z=12`, with the place in the fragment or in the query."""
    said = {name: values[0] for name, values in parse_qs(address.fragment or address.query).items()}
    return map_of(NAME, address, said.get("lat", ""), said.get("lon", ""), said.get("z", ""))


PROVIDER = Provider(NAME, match, hosts=("wikimapia.org", "www.wikimapia.org"), site="Wikimapia", frames=FRAMES)
