"""Places on Google's maps: a map card, made from what the address says. Google is not asked."""

import math
import re
from urllib.parse import unquote_plus

from columns.embeds.address import Address
from columns.embeds.point import FRAMES, NUMBER, map_of
from columns.embeds.provider import Match, Provider

NAME = "google_maps"
_PIN = re.compile(rf"!3d({NUMBER})!4d({NUMBER})")
_CENTRE = re.compile(rf"/@({NUMBER}),({NUMBER})(?:,(\d{{1,2}})(?:\.\d+)?z|,(\d{{1,8}})(?:\.\d+)?m|,|/|$)")
_PAIR = re.compile(rf"(?:loc:)?\s*({NUMBER})\s*,\s*({NUMBER})\s*(?:\(.*\))?")
_PLACE = re.compile(r"/maps/place/([^/@]{1,300})")
_SEARCH = re.compile(r"/maps/(?:search|place|dir/)/([^/@]{1,80})")
_ASKED = ("q", "query", "ll", "center", "destination", "daddr", "viewpoint", "sll")
_ENDS = (
    *(
        "com",
        "ae",
        "am",
        "at",
        "az",
        "be",
        "bg",
        "by",
        "ca",
        "ch",
        "cz",
        "de",
        "dk",
        "ee",
        "es",
        "fi",
        "fr",
        "ge",
        "gr",
    ),
    *("hr", "hu", "ie", "iq", "it", "jo", "kg", "kz", "lt", "lu", "lv", "md", "me", "nl", "no", "pl", "pt", "ro", "rs"),
    *("ru", "se", "si", "sk", "tm", "tn", "co.il", "co.in", "co.jp", "co.uk", "co.uz", "com.au", "com.br", "com.cy"),
    *("com.eg", "com.kw", "com.lb", "com.ly", "com.mt", "com.qa", "com.sa", "com.tr", "com.ua"),
)


def match(address: Address) -> Match | None:
    """`google.com/maps/@50.45,30.52,12z`, `/maps/place/…`, `?q=50.45,30.52`; the pin before the middle of the view."""
    if not (address.path == "/maps" or address.path.startswith("/maps/") or address.host.startswith("maps.")):
        return None
    path = unquote_plus(address.path)
    place, centre, pin = _PLACE.search(path), _CENTRE.search(path), _PIN.search(path)
    zoom = _zoom(centre) or address.param("zoom") or address.param("z")
    title = place[1] if place and not _PAIR.fullmatch(place[1]) else ""
    searched = _SEARCH.search(path)
    said = [searched[1] if searched else "", *map(address.param, _ASKED)]
    points = [pin, *map(_PAIR.fullmatch, said), centre]
    point = next((each for each in points if each), None)
    return map_of(NAME, address, point[1], point[2], zoom, title) if point else None


def _zoom(centre: re.Match[str] | None) -> str:
    """The zoom of a view; of a satellite's, which says how many metres it shows, the nearest."""
    if centre is None or not (centre[3] or int(centre[4] or 0)):
        return ""
    return centre[3] or str(max(round(math.log2(140_000_000 / int(centre[4]))), 0))


PROVIDER = Provider(
    NAME,
    match,
    hosts=tuple(f"{front}google.{end}" for end in _ENDS for front in ("www.", "maps.", "")),
    site="Google Maps",
    frames=FRAMES,
)
