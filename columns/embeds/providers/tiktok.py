"""Videos on TikTok."""

import datetime
import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Snapshot, Space

NAME = "tiktok"
_NAMED = re.compile(r"/(@[\w.]{1,60})/(?:video|photo)/(\d{15,20})/?", re.ASCII)
_NUMBERED = re.compile(r"/(?:embed(?:/v2)?|player/v1|v)/(\d{15,20})(?:\.html)?/?", re.ASCII)


def match(address: Address) -> Match | None:
    """`tiktok.com/@name/video/123`, and the addresses of its players. Short ones are links until they have landed."""
    if found := _NAMED.fullmatch(address.path.replace("%40", "@")):
        name, number = found[1], found[2]
    elif found := _NUMBERED.fullmatch(address.path):
        name, number = "@", found[1]
    else:
        return None
    url = f"https://www.tiktok.com/{name}/video/{number}"
    return Match(
        NAME,
        Kind.VIDEO,
        url,
        ask=(with_query("https://www.tiktok.com/oembed", url=url),),
        player=f"https://www.tiktok.com/player/v1/{number}",
        space=Space.TALL,
        known=Snapshot(
            handle=name if len(name) > 1 else "",
            # The upper half of the number is the second in which it was made.
            published_at=datetime.datetime.fromtimestamp(int(number) >> 32, datetime.UTC),
        ),
    )


PROVIDER = Provider(
    NAME, match, hosts=("www.tiktok.com", "tiktok.com", "m.tiktok.com"), site="TikTok", frames=("www.tiktok.com",)
)
