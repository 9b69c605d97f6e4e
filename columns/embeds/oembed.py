"""What an oEmbed answer says. Its HTML is read for the words of the post and then forgotten: it is never kept."""

import json
from typing import Any

from columns.markup.policy import MARKS, UNSEEN

from .parsing import LENGTH, Enough, Reader, flowing
from .provider import Snapshot


def read(text: str) -> Snapshot:
    """What an answer says; an empty snapshot for one that is not JSON, not an object, or too long."""
    try:
        data: Any = json.loads(text) if len(text) <= LENGTH else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Snapshot()
    said = {name: value for name, value in data.items() if isinstance(value, str)}
    quotation = _Quotation()
    quotation.read(said.get("html", ""))
    return Snapshot(
        title=said.get("title", ""),
        text="".join(quotation.parts) or said.get("description", ""),
        author=said.get("author_name", ""),
        handle=_handle(said.get("author_url", "")),
        site=said.get("provider_name", ""),
        language=quotation.language,
        picture_url=said.get("thumbnail_url", "") or (said.get("url", "") if said.get("type") == "photo" else ""),
    )


def _handle(author_url: str) -> str:
    """The author's handle, if the address of their page ends in one: `…/@name`, `…/profile/name.example`."""
    last = author_url.rstrip("/").rpartition("/")[2]
    return last if last.startswith("@") else ""


class _Quotation(Reader):
    """The paragraphs of the first blockquote: what X, Bluesky and TikTok put a post's words in."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.language = ""
        self._quoted = self._paragraph = False
        self._unseen = ""

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "blockquote":
            self._quoted = True
        elif tag in UNSEEN:
            self._unseen = self._unseen or tag
        elif tag == "p" and self._quoted:
            self.parts.append("\n\n")
            self._paragraph = True
            self.language = self.language or attributes.get("lang", "")
        elif tag == "br" and self._paragraph:
            self.parts.append("\n")
        elif tag not in MARKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote" and self._quoted:
            raise Enough
        if tag == self._unseen:
            self._unseen = ""
        elif tag == "p":
            self._paragraph = False

    def handle_data(self, data: str) -> None:
        if self._paragraph and not self._unseen:
            self.parts.append(flowing(data))
