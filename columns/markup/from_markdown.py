"""Posts of a channel, with the marks a messenger writes them in, as safe HTML.

A messenger's marks are switches, not CommonMark: `**` turns bold on and the next `**` turns it off, with spaces
beside it, in the middle of a word or three paragraphs later; `1.` and `-` and `#` are just text. So this is a
walk along the switches. They may cross each other, links and paragraphs: the sanitiser's parser untangles that.
"""

import re
from collections import Counter
from html import escape

from .links import safe_url
from .sanitise import sanitise

_SWITCHES = {"**": "strong", "__": "em", "~~": "s"}

_TOKEN = re.compile(
    r"""\[(?P<label>[^\[\]]+(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)
    | (?P<bare>(?:https?://|www\.|(?<![a-z0-9@./\-])[a-z0-9](?:[a-z0-9\-]{0,62}\.){1,5}[a-z]{2,24}/(?=[a-z0-9]))
        (?:(?!__(?:\W|_|$))[^\s<>*"«»„“”\[\]])+(?<![.,;:!?)…'’]))
    | (?P<switch>\*\*|__|~~)
    | (?P<gap>\n[ \t]*\n\s*)
    | (?P<line>\n)""",
    re.VERBOSE | re.IGNORECASE,
)
# Switches on a line of their own, as when bold ends behind the newline; before it they leave an empty line.
_SWITCHES_ALONE = re.compile(r"\n((?:\*\*|__|~~|[ \t])+)\n")
# An address as people say it, without its scheme.
_HOST_FIRST = re.compile(r"[\w\-]+(?:\.[\w\-]+)+(?:[/?#]|$)")


def from_markdown(text: str) -> str:
    """Safe HTML of a channel's post: bold, italic, struck out, links, paragraphs and lines."""
    text = _SWITCHES_ALONE.sub(r"\1\n\n", text.replace("\r\n", "\n").strip())
    return sanitise(f"<p>{_Walk(text).html(text)}</p>")


class _Walk:
    """One walk along a post: which switches are on, and how many of each are still to come."""

    def __init__(self, text: str) -> None:
        self.on: set[str] = set()
        self.in_label = False
        self.left = Counter(self.switches(text))

    def switches(self, text: str) -> list[str]:
        """Every switch in the text, also those inside a link's label, but not those in an address."""
        found: list[str] = []
        for token in _TOKEN.finditer(text):
            if token["switch"]:
                found.append(token["switch"])
            elif token["label"]:
                found += self.switches(token["label"])
        return found

    def html(self, text: str) -> str:
        parts, at = [], 0
        for token in _TOKEN.finditer(text):
            parts += [escape(text[at : token.start()]), self.token(token)]
            at = token.end()
        return "".join([*parts, escape(text[at:])])

    def token(self, token: re.Match[str]) -> str:
        match token.lastgroup:
            case "target":
                return _link(token["target"], self.label(token["label"]))
            case "bare":
                return escape(token["bare"]) if self.in_label else _link(token["bare"], escape(token["bare"]))
            case "switch":
                return self.switch(token["switch"])
            case "gap":
                return "</p><p>"
        return "<br>"

    def label(self, text: str) -> str:
        """A link's own words: an address among them leads where the link does."""
        self.in_label = True
        html = self.html(text)
        self.in_label = False
        return html

    def switch(self, mark: str) -> str:
        """Turn on or off; a mark that has no partner left is a character like any other."""
        self.left[mark] -= 1
        element = _SWITCHES[mark]
        if mark in self.on:
            self.on.remove(mark)
            return f"</{element}>"
        if not self.left[mark]:
            return mark
        self.on.add(mark)
        return f"<{element}>"


def _link(target: str, label: str) -> str:
    url = safe_url(f"https://{target}" if _HOST_FIRST.match(target) else target)
    return f'<a href="{escape(url)}">{label}</a>' if url else label
