"""Posts on X, at its old name too."""

import datetime
import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Snapshot, Space

NAME = "x"
_POST = re.compile(r"/(?:(\w{1,15})/status(?:es)?|i/web/status)/(\d{1,19})(?:/(?:photo|video)/\d{1,2})?/?", re.ASCII)
# Since November 2010 the number of a post tells its moment, in milliseconds after this one.
_EPOCH_MS, _FIRST = 1_288_834_974_657, 30_000_000_000


def match(address: Address) -> Match | None:
    """`x.com/name/status/123`, also with `/photo/1`; without a name the post is still found."""
    found = _POST.fullmatch(address.path)
    if found is None:
        return None
    name, number = found[1] or "i", str(int(found[2]))
    return Match(
        NAME,
        Kind.POST,
        f"https://x.com/{name}/status/{number}",
        # The endpoint knows the old name of every post.
        ask=(
            with_query(
                "https://publish.x.com/oembed",
                url=f"https://twitter.com/{name}/status/{number}",
                omit_script="1",
                dnt="true",
                hide_thread="true",
            ),
        ),
        player=with_query("https://platform.twitter.com/embed/Tweet.html", id=number, dnt="true"),
        space=Space.POST,
        known=Snapshot(handle="" if name == "i" else f"@{name}", published_at=_moment(int(number))),
    )


def _moment(number: int) -> datetime.datetime | None:
    if number < _FIRST:
        return None
    return datetime.datetime.fromtimestamp(((number >> 22) + _EPOCH_MS) / 1000, datetime.UTC)


PROVIDER = Provider(
    NAME,
    match,
    hosts=tuple(f"{front}{host}" for host in ("x.com", "twitter.com") for front in ("", "www.", "mobile.", "m.")),
    site="X",
    frames=("platform.twitter.com",),
)
