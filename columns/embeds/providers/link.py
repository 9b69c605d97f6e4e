"""The link card: every address that no other provider knows."""

from columns.embeds.address import Address
from columns.embeds.provider import Kind, Match, Provider

NAME = "link"


def match(address: Address) -> Match:
    """Any page; it is asked for what its head says."""
    return Match(NAME, Kind.LINK, address.clean(), ask=(address.clean(fragment=False),))


PROVIDER = Provider(NAME, match)
