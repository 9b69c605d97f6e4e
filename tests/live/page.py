"""A reader's page without a browser: takes real answers of the server, and follows docs/live-protocol.md."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.cache import cache
from django.test import Client

FIRST = "00010101T000000000000-000000000000"


class Elements(HTMLParser):
    """The label, the articles and the regions of a page, each as the bytes between its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._open: list[tuple[str, int, str]] = []
        self.label: dict[str, str] = {}
        self.articles: list[tuple[dict[str, str], str]] = []
        self.regions: dict[str, str] = {}
        self._attributes: dict[str, str] = {}
        self.older = False
        self.feed(html)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where what we look for begins."""
        attributes = {name: value or "" for name, value in attrs}
        if "data-live" in attributes:
            self.label = attributes
        start = self._offset()
        if tag == "article" and "data-id" in attributes:
            self._attributes = attributes
            self._open.append((tag, start, "article"))
        elif "data-region" in attributes:
            inside = start + len(self.get_starttag_text() or "")
            self._open.append((tag, inside, attributes["data-region"]))
        elif tag in ("article", "div"):
            self._open.append((tag, start, ""))
        elif tag == "a" and "?before=" in attributes.get("href", ""):
            self.older = True

    def handle_endtag(self, tag: str) -> None:
        """Take what has ended."""
        if tag not in ("article", "div"):
            return
        opened, start, what = self._open.pop()
        assert opened == tag
        end = self._offset()
        if what == "article":
            self.articles.append((self._attributes, self.html[start : end + len("</article>")]))
        elif what:
            self.regions[what] = self.html[start:end].strip()


@dataclass
class Article:
    """An entry on the page."""

    seq: int
    sort: str
    html: str


@dataclass
class Page:
    """A page that is open: its label, its window and what it shows."""

    client: Client
    address: str
    epoch: str = ""
    after: int = 0
    post: str = ""
    kind: str = ""
    upper: str = ""
    lower: str = ""
    live: str = ""
    articles: dict[str, Article] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    region_seq: dict[str, int] = field(default_factory=dict)
    ended: str = ""

    @classmethod
    def open(cls, client: Client, address: str) -> Page:
        """Load a page as a browser does."""
        page = cls(client, address)
        page.load(address)
        return page

    def load(self, address: str) -> None:
        """Take everything from the page at an address."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        found = Elements(answer.content.decode())
        self.epoch, self.after = found.label["data-epoch"], int(found.label["data-seq"])
        self.post, self.kind, self.live = (found.label[f"data-{name}"] for name in ("post", "kind", "url"))
        self.upper, self.lower = found.label["data-upper"], found.label["data-lower"]
        self.address = found.label["data-address"] if self.kind != "entry" else self.address
        self.articles = {
            at["data-id"]: Article(int(at["data-seq"]), at["data-sort"], html) for at, html in found.articles
        }
        self.regions, self.region_seq = found.regions, {}

    @property
    def window_address(self) -> str:
        """Where the same window can be fetched afresh."""
        if self.kind == "entry":
            return self.address
        before = f"before={self.upper}&" if self.upper else ""
        return f"{self.address}?{before}through={self.lower or FIRST}"

    def refetch(self) -> None:
        """Recovery is start-up."""
        kind = self.kind
        self.load(self.window_address)
        self.kind = kind

    def hear(self, message: dict[str, Any]) -> bool:
        """Do what the protocol says; whether to ask again."""
        match message["type"]:
            case "delta":
                return self._apply(message)
            case "beat":
                return bool(message["seq"] > self.after)
            case "reset":
                self.refetch()
                return True
            case "end":
                self.ended = message["reason"]
        return False

    def _apply(self, delta: dict[str, Any]) -> bool:
        if delta["epoch"] != self.epoch:
            self.refetch()
            return True
        if delta["to"] <= self.after:
            return False
        if delta["from"] > self.after:
            return True
        for change in delta["changes"]:
            self._apply_change(change)
        self.after = delta["to"]
        return False

    def _apply_change(self, change: dict[str, Any]) -> None:
        if change["op"] in ("entry", "gone"):
            self._single(change) if self.kind == "entry" else self._apply_entry(change)
        elif change["op"] == "column" or change["post"] == self.post:
            if change["html"] is None:
                return self.refetch()
            for name, html in change["html"].items():
                if name in self.regions and change["seq"] > self.region_seq.get(name, 0):
                    self.regions[name], self.region_seq[name] = html, change["seq"]

    def _single(self, change: dict[str, Any]) -> None:
        (shown,) = self.articles
        if change["id"] != shown or change["seq"] <= self.articles[shown].seq:
            return
        if change["post"] != self.post:
            return self.refetch()
        self._put(change)

    def _apply_entry(self, change: dict[str, Any]) -> None:
        known = self.articles.get(change["id"])
        if known and known.seq >= change["seq"]:
            return
        below = not self.upper or change["sort"] < self.upper
        inside = below and (not self.lower or change["sort"] >= self.lower)
        if change["post"] != self.post or not inside:
            self.articles.pop(change["id"], None)
            return
        self._put(change)

    def _put(self, change: dict[str, Any]) -> None:
        if change["html"] is None:
            answer = self.client.get(f"{self.live.replace('/live', '')}entry/{change['id']}/fragment", follow=True)
            return self._apply_change(answer.json())
        self.articles[change["id"]] = Article(change["seq"], change["sort"], change["html"])

    def poll(self) -> list[dict[str, Any]]:
        """Ask once. A list of messages."""
        answer = self.client.get(f"{self.live}changes?after={self.epoch}:{self.after}")
        assert answer.status_code == 200, answer.status_code
        return list(json.loads(answer.content))

    def catch_up(self) -> None:
        """Ask until there is nothing more to hear."""
        again = True
        while again and not self.ended:
            wishes = [self.hear(message) for message in self.poll()]
            again = any(wishes)

    def face(self) -> dict[str, Any]:
        """What the reader sees: the entries in their order, and the regions."""
        ordered = sorted(self.articles.items(), key=lambda item: item[1].sort, reverse=True)
        return {
            "entries": [(entry_id, article.seq, article.html) for entry_id, article in ordered],
            "regions": {name: re.sub(r"\s+", " ", html) for name, html in self.regions.items()},
        }

    def fresh(self) -> Page:
        """The same window, loaded now, and rendered anew."""
        (page,) = fresh([self])
        return page


def fresh(pages: list[Page]) -> list[Page]:
    """The same windows, loaded now, and rendered anew: what a cache holds may be as old as the pages."""
    cache.clear()
    now = [Page.open(page.client, page.window_address) for page in pages]
    for page, old in zip(now, pages, strict=True):
        page.kind = old.kind
    return now
