"""A reader of foreign HTML that knows when to stop."""

import contextlib
import re
from html.parser import HTMLParser

#: How much of a text is looked at, and in what pieces. A piece at a time, and never a last one: the parser takes
#: quadratic time over what opens and never closes only when it is told that nothing follows.
LENGTH = 300_000
PIECE = 16_384
_MARGIN = re.compile(r"[ \t\r\f\n]+")


class Enough(Exception):
    """Raised within a reader that has all it wanted."""


class Reader(HTMLParser):
    """Base of our readers: hands out tags with their attributes as a dictionary, at most `tags` of them."""

    tags = 500

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._seen = 0

    def read(self, html: str) -> None:
        """Reads until there is enough. What the parser chokes on ends the reading; what was read before it stays."""
        with contextlib.suppress(Enough, AssertionError):
            for start in range(0, min(len(html), LENGTH), PIECE):
                self.feed(html[start : min(start + PIECE, LENGTH)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen += 1
        if self._seen > self.tags:
            raise Enough
        # The first of two attributes with one name counts, as in a browser.
        self.opened(tag, {name: value or "" for name, value in reversed(attrs)})

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""


def flowing(text: str) -> str:
    """Text of a source whose lines are broken only for the eye of who wrote the HTML."""
    return _MARGIN.sub(" ", text)
