"""Posts on Bluesky."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Snapshot, Space

NAME = "bluesky"
# Whoever has no name that lasts is known by a DID.
_POST = re.compile(
    r"/profile/((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}|did:plc:[a-z2-7]{24}|did:web:[a-z0-9.-]{3,200})"
    r"/post/([A-Za-z0-9._~-]{1,64})/?",
    re.IGNORECASE,
)


def match(address: Address) -> Match | None:
    """`bsky.app/profile/name.example/post/3k…`"""
    found = _POST.fullmatch(address.path.replace("%3A", ":"))
    if found is None:
        return None
    who, number = found[1].lower(), found[2]
    url = f"https://bsky.app/profile/{who}/post/{number}"
    return Match(
        NAME,
        Kind.POST,
        url,
        ask=(with_query("https://embed.bsky.app/oembed", url=url, format="json"), url),
        player=f"https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{number}",
        space=Space.POST,
        known=Snapshot(handle="" if who.startswith("did:") else f"@{who}"),
    )


PROVIDER = Provider(NAME, match, hosts=("bsky.app", "www.bsky.app"), site="Bluesky", frames=("embed.bsky.app",))
