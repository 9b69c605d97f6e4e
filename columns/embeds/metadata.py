"""What a page says about itself in its head: Open Graph, Twitter cards, plain HTML, and simple JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from . import cleaning
from .address import UnfitAddress, same_site, take_apart
from .parsing import Enough, Reader
from .provider import Snapshot

TITLE = ("og:title", "twitter:title")
TEXT = ("og:description", "twitter:description", "description")
AUTHOR = ("author", "article:author", "parsely-author", "dc.creator")
SITE = ("og:site_name", "application-name", "twitter:domain")
TIME = ("article:published_time", "og:published_time", "date", "pubdate", "parsely-pub-date", "dc.date.issued")
PICTURE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
SOUND = ("og:audio:secure_url", "og:audio", "og:audio:url")
FILM = ("og:video:secure_url", "og:video", "og:video:url")
LANGUAGE = ("og:locale", "content-language", "language")
WANTED = frozenset(
    {*TITLE, *TEXT, *AUTHOR, *SITE, *TIME, *PICTURE, *SOUND, *FILM, *LANGUAGE}
    | {"og:url", "og:audio:type", "og:video:type", "twitter:creator"}
)
_VALUE_CAP = 20_000
_JSON_CAP = 100_000


def read(html: str, url: str) -> Snapshot:
    """What the page at `url` says, whatever state its HTML is in."""
    head = _Head()
    head.read(html)
    linked = _linked(head.json)
    sound = head.first(*SOUND)
    film = head.first("og:video:type").startswith("video/") and head.first(*FILM)
    author = head.first(*AUTHOR)
    return Snapshot(
        title=head.first(*TITLE) or "".join(head.title) or linked["title"],
        text=head.first(*TEXT) or linked["text"],
        author=author if author and "://" not in author else linked["author"],
        handle=creator if (creator := head.first("twitter:creator")).startswith("@") else "",
        site=head.first(*SITE),
        published_at=cleaning.moment(head.first(*TIME)) or cleaning.moment(linked["time"]),
        language=head.language or linked["language"] or head.first(*LANGUAGE),
        picture_url=_absolute(head.first(*PICTURE) or head.picture, url),
        canonical_url=_canonical([head.canonical, head.first("og:url")], url),
        media_url=_absolute(sound or film or "", url),
        media_type=head.first("og:audio:type") if sound else head.first("og:video:type") if film else "",
    )


class _Head(Reader):
    """Collects from the head of a page what it wants, the first of each."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.title: list[str] = []
        self.json = ""
        self.language = self.canonical = self.picture = ""
        self._within = ""

    def first(self, *names: str) -> str:
        """The first of the named values that says anything."""
        return next((value for name in names if (value := self.meta.get(name, ""))), "")

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        self._within = ""
        match tag:
            case "html":
                self.language = self.language or attributes.get("lang", "")
            case "meta":
                self._take(attributes)
            case "link":
                self._link(attributes.get("rel", "").lower().split(), attributes.get("href", ""))
            case "title" if not self.title:
                self._within = "title"
            case "script" if attributes.get("type", "").strip().lower() == "application/ld+json" and not self.json:
                self._within = "json"
            case "body":
                raise Enough

    def handle_endtag(self, tag: str) -> None:
        self._within = ""
        if tag == "head":
            raise Enough

    def handle_data(self, data: str) -> None:
        if self._within == "title" and len(self.title) < 10:
            self.title.append(data[:_VALUE_CAP])
        elif self._within == "json":
            self.json += data[:_JSON_CAP]

    def _take(self, attributes: Mapping[str, str]) -> None:
        names = (attributes.get(each, "").strip().lower() for each in ("property", "name", "http-equiv", "itemprop"))
        name = next(filter(None, names), "")
        value = attributes.get("content", "")[:_VALUE_CAP].strip()
        if name in WANTED and value:
            self.meta.setdefault(name, value)

    def _link(self, relations: list[str], href: str) -> None:
        if "canonical" in relations:
            self.canonical = self.canonical or href
        elif "image_src" in relations:
            self.picture = self.picture or href


def _linked(text: str) -> dict[str, str]:
    """The few things taken from JSON-LD: of its one object, or of the first that has a headline."""
    said = dict.fromkeys(("title", "text", "author", "time", "language"), "")
    try:
        data: Any = json.loads(text) if 0 < len(text) <= _JSON_CAP else None
    except (ValueError, RecursionError):
        return said
    if isinstance(data, dict) and isinstance(data.get("@graph"), list):
        data = data["@graph"]
    items = [item for item in (data if isinstance(data, list) else [data]) if isinstance(item, dict)]
    item = next((item for item in items if "headline" in item), items[0] if items else {})
    authors = item.get("author")
    names = [each.get("name") if isinstance(each, dict) else each for each in _listed(authors)]
    found = {
        "title": item.get("headline") or item.get("name"),
        "text": item.get("description"),
        "author": ", ".join(name for name in names if isinstance(name, str) and "://" not in name),
        "time": item.get("datePublished") or item.get("uploadDate"),
        "language": item.get("inLanguage"),
    }
    return said | {name: value for name, value in found.items() if isinstance(value, str)}


def _listed(value: Any) -> list[Any]:
    return value[:5] if isinstance(value, list) else [value]


def _canonical(claimed: list[str], url: str) -> str:
    """The address that a page gives itself. It may not say that it is another site's, nor that it is a front page."""
    try:
        here = take_apart(url)
    except UnfitAddress:
        return ""
    for claim in claimed:
        try:
            there = take_apart(_absolute(claim, url))
        except UnfitAddress:
            continue
        if same_site(there.host, here.host) and (there.path != "/" or here.path == "/"):
            return there.clean()
    return here.clean()


def _absolute(link: str, base: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
