"""Posts and reels on Instagram."""

import re
from dataclasses import replace

from columns.embeds import metadata
from columns.embeds.address import Address
from columns.embeds.provider import Answer, Kind, Match, Provider, Snapshot, Space

NAME = "instagram"
_POST = re.compile(r"/(?:[A-Za-z0-9._]{1,30}/)?(p|reels?|tv)/([A-Za-z0-9_-]{5,40})(?:/(?:embed(?:/captioned)?)?)?/?")
# `Name on Instagram: "the words"`, in the languages that a server without a cookie is answered in.
_TITLE = re.compile(r"(.{1,200}?) (?:on|в|على) Instagram[:：] [\"“«](.*)[\"”»]", re.DOTALL)
# `1,204 likes, 33 comments - name on October 3, 2015: "the words". `
_COUNTED = re.compile(r".{1,200}?: [\"“«](.*)[\"”»]\.?", re.DOTALL)


def match(address: Address) -> Match | None:
    """`instagram.com/p/code/`, `/reel/code/` and `/name/p/code/`."""
    found = _POST.fullmatch(address.path)
    if found is None:
        return None
    film = found[1] != "p"
    url = f"https://www.instagram.com/{'reel' if film else 'p'}/{found[2]}/"
    kind, space = (Kind.VIDEO, Space.TALL) if film else (Kind.POST, Space.POST)
    # Its oEmbed answers only to those who have an account there.
    return Match(NAME, kind, url, ask=(url,), player=f"{url}embed/", space=space)


def read(answer: Answer) -> Snapshot:
    """What the page says; its title holds the words, its description mostly counts of likes."""
    said = metadata.read(answer.text, answer.url)
    if found := _TITLE.fullmatch(said.title):
        return replace(said, title="", author=found[1], text=_whole(found[2], said.text))
    return said


def _whole(words: str, description: str) -> str:
    """The words as the description has them, in paragraphs and not cut, if they are the same ones."""
    found = _COUNTED.fullmatch(description)
    same = found and " ".join(found[1].split()).startswith(words.rstrip("…"))
    return found[1] if found and same else words


PROVIDER = Provider(
    NAME,
    match,
    hosts=("www.instagram.com", "instagram.com", "m.instagram.com"),
    site="Instagram",
    frames=("www.instagram.com",),
    read=read,
)
