"""Atom, with the full text of each entry in its own language."""

from __future__ import annotations

from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from .items import Item
from .written import Written


class Atom(Written, Atom1Feed):
    """What differs: the full text as content, any number of authors, and a language for each entry."""

    def fields(self, item: Item) -> dict[str, Any]:
        return {"description": None}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["entry"].language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Item = item["entry"]
        # An entry without authors has the feed's: the publisher.
        for element, names in (("author", entry.authors), ("contributor", entry.contributors)):
            for name in names:
                handler.startElement(element, AttributesImpl({}))
                handler.addQuickElement("name", name)
                handler.endElement(element)
        handler.addQuickElement("content", entry.content, {"type": "html"})
