"""Filled: a form as a browser would send it back, read from the page that shows it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """Collects what the last form on a page would send: the admin's main form comes last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: dict[str, str] = {}
        self._select: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self.sent.clear()
        elif tag == "input" and name and given.get("type") not in ("submit", "checkbox"):
            self.sent[name] = given.get("value") or ""
        elif tag == "input" and name and "checked" in given:
            self.sent[name] = given.get("value") or "on"
        elif tag == "select" and name:
            self._select, self.sent[name] = name, ""
        elif tag == "option" and self._select and "selected" in given:
            self.sent[self._select] = given.get("value") or ""
        elif tag == "textarea" and name:
            self._textarea, self.sent[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.sent[self._textarea] += data.removeprefix("\r\n").removeprefix("\n")


def filled(response: Any, **typed: object) -> dict[str, str]:
    """The fields of the form that `response` shows, with what is typed over them. Inlines' templates stay out."""
    reader = _Fields()
    reader.feed(response.content.decode())
    kept = {name: value for name, value in reader.sent.items() if "__prefix__" not in name}
    return {**kept, **{name: str(value) for name, value in typed.items()}}
