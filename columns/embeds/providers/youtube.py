"""Videos on YouTube, played from its host that sets no cookies before playing."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Space

NAME = "youtube"
_SHORT = ("youtu.be", "www.youtu.be")
_QUIET = ("www.youtube-nocookie.com", "youtube-nocookie.com")
_PATH = re.compile(r"/(?:(shorts)|live|embed|v|e)/([A-Za-z0-9_-]{11})/?")
_SHORT_PATH = re.compile(r"/([A-Za-z0-9_-]{11})/?")
_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_START = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


def match(address: Address) -> Match | None:
    """`youtube.com/watch?v=…`, `youtu.be/…`, `/shorts/…`, `/live/…`, `/embed/…`; the second to start at is kept."""
    upright = False
    if address.host in _SHORT:
        found = _SHORT_PATH.fullmatch(address.path)
        video = found[1] if found else ""
    elif address.path.rstrip("/") == "/watch":
        video = address.param("v")
    else:
        found = _PATH.fullmatch(address.path)
        video, upright = (found[2], bool(found[1])) if found else ("", False)
    if not _ID.fullmatch(video):
        return None
    start = _seconds(address.param("t") or address.param("start"))
    url = with_query("https://www.youtube.com/watch", v=video)
    player = f"https://www.youtube-nocookie.com/embed/{video}"
    return Match(
        NAME,
        Kind.VIDEO,
        f"{url}&t={start}s" if start else url,
        ask=(with_query("https://www.youtube.com/oembed", url=url, format="json"),),
        player=with_query(player, start=str(start)) if start else player,
        space=Space.TALL if upright else Space.WIDE,
    )


def _seconds(said: str) -> int:
    found = _START.fullmatch(said)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


PROVIDER = Provider(
    NAME,
    match,
    hosts=(*_SHORT, *(f"{front}youtube.com" for front in ("www.", "", "m.", "music.")), *_QUIET),
    site="YouTube",
    frames=_QUIET[:1],
    wants_referrer=True,
)
