"""Posts, photographs and videos on Facebook."""

import re

from columns.embeds.address import Address, with_query
from columns.embeds.provider import Kind, Match, Provider, Space

NAME = "facebook"
_NAME = r"[A-Za-z0-9.\-]{1,100}"
_POST = re.compile(
    rf"/(?:groups/)?{_NAME}/(?:posts|permalink)/(?:[^/]{{1,300}}/)?(?:\d{{1,25}}|pfbid\w{{10,120}})/?"
    rf"|/{_NAME}/photos/(?:[^/]{{1,80}}/)?\d{{1,25}}/?|/share/p/\w{{5,40}}/?"
)
_VIDEO = re.compile(rf"/{_NAME}/videos/(?:[^/]{{1,300}}/)?\d{{1,25}}/?|/reel/\d{{1,25}}/?|/share/[vr]/\w{{5,40}}/?")
#: Pages that name their thing in the query, and the parameters that they need for it.
_ASKED = {
    "/permalink.php": ("story_fbid", "id"),
    "/story.php": ("story_fbid", "id"),
    "/photo.php": ("fbid",),
    "/photo": ("fbid",),
    "/watch": ("v",),
    "/video.php": ("v",),
}
_NUMBER = re.compile(r"\d{1,25}|pfbid\w{10,120}", re.ASCII)


def match(address: Address) -> Match | None:
    """`facebook.com/page/posts/123`, `/page/videos/123`, `/watch?v=123`, `/permalink.php?story_fbid=1&id=2`, …"""
    path, params = address.path, {}
    if names := _ASKED.get(path.rstrip("/")):
        params = {name: address.param(name) for name in names}
        if not all(map(_NUMBER.fullmatch, params.values())):
            return None
        # The page with the same parameters that is not only for phones.
        path = "/permalink.php" if path.startswith("/story") else path.rstrip("/")
    elif not (_POST.fullmatch(path) or _VIDEO.fullmatch(path)):
        return None
    url = with_query(f"https://www.facebook.com{path}", **params) if params else f"https://www.facebook.com{path}"
    if _VIDEO.fullmatch(path) or "v" in params:
        player = with_query("https://www.facebook.com/plugins/video.php", href=url, show_text="false")
        return Match(NAME, Kind.VIDEO, url, ask=(url,), player=player, space=Space.WIDE)
    player = with_query("https://www.facebook.com/plugins/post.php", href=url, show_text="true")
    return Match(NAME, Kind.POST, url, ask=(url,), player=player, space=Space.POST)


_FRONTS = ("www.", "m.", "mobile.", "mbasic.", "web.", "touch.", "ru-ru.", "ar-ar.", "uk-ua.", "en-gb.", "")
PROVIDER = Provider(
    NAME,
    match,
    hosts=tuple(f"{front}facebook.com" for front in _FRONTS),
    site="Facebook",
    frames=("www.facebook.com",),
)
