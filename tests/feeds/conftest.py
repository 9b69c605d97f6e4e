"""Feeds as a reader's program sees them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import feedparser
import pytest
from django.test import Client

from columns.models import Column, Post

FORMATS = ("rss", "atom")
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True)
class Feed:
    """One answer, read by a forgiving parser that must find nothing to forgive, and by a strict one."""

    raw: bytes
    parsed: Any
    root: ET.Element

    @property
    def entries(self) -> list[Any]:
        """The items, in the order of the feed."""
        return list(self.parsed.entries)

    @property
    def contents(self) -> list[str]:
        """The full text of each item, exactly as it was sent."""
        found = self.root.iter(CONTENT) if self.root.tag == "rss" else self.root.iter(f"{ATOM}content")
        return [element.text or "" for element in found]

    @property
    def titles(self) -> list[str]:
        """The title of each item, exactly as it was sent."""
        items = self.root.iter("item") if self.root.tag == "rss" else self.root.iter(f"{ATOM}entry")
        return [item.findtext("title") or item.findtext(f"{ATOM}title") or "" for item in items]


#: `read("/feed.rss")`: what the fixture is.
Read = Callable[[str], Feed]


@pytest.fixture(params=FORMATS)
def format(request: pytest.FixtureRequest) -> str:
    """Each format in turn."""
    return str(request.param)


@pytest.fixture
def read(client: Client) -> Read:
    """Fetches a feed and parses it. A feed that is not well-formed fails here."""

    def read(address: str) -> Feed:
        answer = client.get(address)
        assert answer.status_code == 200, answer
        parsed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
        assert not parsed.bozo, parsed.bozo_exception
        return Feed(answer.content, parsed, ET.fromstring(answer.content))

    return read


@pytest.fixture
def addresses(column: Column, live_post: Post, format: str) -> list[str]:
    """The three feeds that tell of an entry in that post: of the post, the column and the site."""
    pages = (live_post.get_absolute_url(), column.get_absolute_url(), "/")
    return [f"{page}feed.{format}" for page in pages]
