"""Embeds in a text: the place of each, and the address of what belongs there.

They are written in one form, `<figure class="embed"><a href="…">…</a></figure>`, on the top level of a text. So it is
a link that works wherever nothing else is made of it; what readers see instead is put in when the text is shown.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from .links import is_external, safe_url
from .tags import Attributes, start_tag

_FIGURE = re.compile(r'<figure class="embed"><a href="([^"]*)"[^>]*>[^<]*</a></figure>')


def is_embed(tag: str, attributes: Attributes) -> bool:
    """Whether a start tag says that an embed begins."""
    return tag == "figure" and ("class", "embed") in attributes


def figure_of(url: str) -> str:
    """An embed as texts hold it. The link says where it leads, and nothing else."""
    return f'<figure class="embed">{start_tag("a", [("href", url)])}{escape(url, quote=False)}</a></figure>'


def addresses(html: str) -> list[str]:
    """The addresses of a safe text's embeds, each once, in their order."""
    return list(dict.fromkeys(unescape(found) for found in _FIGURE.findall(html)))


def replaced(html: str, by: Callable[[str], str]) -> str:
    """A safe text with what `by` makes of each address in the place of the embed."""
    return _FIGURE.sub(lambda found: by(unescape(found[1])), html)


def as_link(url: str) -> str:
    """The same address as an ordinary paragraph."""
    return f'<p dir="auto">{start_tag("a", [("href", url)])}{escape(url, quote=False)}</a></p>'


class Held:
    """What has been read of an embed so far, held back until it is clear whether it is one: a link and nothing else."""

    def __init__(self) -> None:
        self.url = ""
        self.parts: list[tuple[str, str, Attributes]] = []
        self._in_link = False

    def start(self, tag: str, attributes: Attributes) -> bool:
        """A start tag within. Whether it can still be an embed; if not, the tag has not been taken."""
        if tag == "figure" or (tag == "a" and self.url):
            return False
        if tag == "a":
            url = safe_url(dict(attributes).get("href") or "")
            if not url or not is_external(url):
                return False
            self.url, self._in_link = url, True
        self.parts.append(("start", tag, attributes))
        return True

    def say(self, text: str) -> bool:
        """Text within. Whether it can still be an embed, as above."""
        if text.strip() and not self._in_link:
            return False
        self.parts.append(("say", text, []))
        return True

    def end(self, tag: str) -> None:
        """An end tag within."""
        self._in_link &= tag != "a"
        self.parts.append(("end", tag, []))

    @property
    def figure(self) -> str:
        """The embed as texts hold it; empty if there is no address in it."""
        return figure_of(self.url) if self.url else ""
