"""Headline: the bold line that a channel's post opens with, apart from the rest of its text."""

from __future__ import annotations

from columns.markup.from_markdown import from_markdown
from columns.markup.plain import words

#: The longest that an entry can have, in characters.
LONGEST = 300


def split_headline(text: str) -> tuple[str, str]:
    """A Markdown text that opens with one bold line, as (that line, the rest); any other as ("", the text).

    Signs may stand outside of the bold, words may not. A bold that is turned off only where the next line begins
    counts too. A line with a link stays where it is: a headline would lose the address.
    """
    line, _newline, rest = text.strip().partition("\n")
    rest, parts = rest.strip(), line.split("**")
    if len(parts) == 1 or any(char.isalnum() for char in "".join(parts[::2])):
        return "", text
    if len(parts) % 2 == 0:  # still bold at the end of the line
        if not rest.startswith("**"):
            return "", text
        rest = rest[2:]
    said = from_markdown("".join(parts))
    headline = words(said)
    return ("", text) if "<a " in said or not 0 < len(headline) <= LONGEST else (headline, rest)
