"""RSS 2.0, with the full text of each item and the time of its last change."""

from __future__ import annotations

from html import escape
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from .items import Item
from .written import Written


class Rss(Written, Rss201rev2Feed):
    """What differs: the summary is its description (HTML, so escaped), the full text follows as content:encoded."""

    enclosures = 1

    def fields(self, item: Item) -> dict[str, Any]:
        return {"description": escape(item.summary, quote=False), "unique_id_is_permalink": False}

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Item = item["entry"]
        for name in entry.authors:
            handler.addQuickElement("dc:creator", name)
        for name in entry.contributors:
            handler.addQuickElement("dc:contributor", name)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        handler.addQuickElement("content:encoded", entry.content)
