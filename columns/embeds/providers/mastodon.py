"""Posts on Mastodon and what speaks like it, on any host: known by the shape of the path."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider

NAME = "mastodon"
_USER = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?"
_POST = re.compile(
    rf"(?:/(?:web|deck))?/(@{_USER}(?:@[A-Za-z0-9.-]{{3,253}})?)/(\d{{1,20}})/?"
    rf"|/users/({_USER})/statuses/(\d{{1,20}})/?"
)


def match(address: Address) -> Match | None:
    """`any.host/@name/123` and `any.host/users/name/statuses/123`. No player: a frame from any host is no privacy."""
    found = _POST.fullmatch(address.path.replace("%40", "@"))
    if found is None or address.port is not None or "." not in address.host:
        return None
    who, number = found[1] or f"@{found[3]}", found[2] or found[4]
    url = f"https://{address.host}/{who}/{number}"
    # Its oEmbed names the author, the page has the words and the time.
    return Match(NAME, Kind.POST, url, ask=(url, with_query(f"https://{address.host}/api/oembed", url=url)))


PROVIDER = Provider(NAME, match)
