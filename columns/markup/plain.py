"""Plain text: cleaned of characters that spoof or break, and made from safe HTML."""

import re
import unicodedata
from html.parser import HTMLParser

from .policy import MARKS

# Bidi embeddings, overrides and isolates make a line read as something else; control characters, half surrogate
# pairs and noncharacters are refused by XML and would take a whole feed down. The marks LRM, RLM and ALM and the
# joiners stay: Arabic and Persian are written with them.
_STRIPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
#: As many marks may stand on one letter (Unicode's own limit for texts that are read as they come, UAX 15).
_MARKS_CAP = 30
_NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]+")
#: What Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt).
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
#: Figures in whose place something else is shown.
_SHOWN_LATER = frozenset({"embed", "images"})
#: How much of a text is read for its first words, in characters.
_BEGINNING = 8000


def strip_controls(text: str) -> str:
    """The text without characters that are never meant to be read, and with one kind of newline."""
    return _STRIPPED.sub("", _NEWLINES.sub("\n", text))


def clean_text(text: str) -> str:
    """A text of several lines: controls stripped, composed (NFC); newlines and tabs stay."""
    return composed(strip_controls(text))


def composed(text: str) -> str:
    """The text in one of the ways to write it (NFC), with no more marks on a letter than a script has use for.

    They are put in order one by one, which takes a minute for a hundred thousand and holds the process meanwhile.
    """
    if text.isascii():
        return text
    # Once more behind it: some marks are two when they are composed.
    return _PILED.sub(r"\1", unicodedata.normalize("NFC", _PILED.sub(r"\1", text)))


def _is_mark(char: str) -> bool:
    """Whether a character goes onto the letter before it, also where it stands for two that do."""
    return all(map(unicodedata.combining, unicodedata.normalize("NFD", char)))


_MARKS = "".join(filter(_is_mark, map(chr, (*range(0x300, 0x3100), *range(0xA000, 0xAC00), *range(0xF900, 0x1F000)))))
_PILED = re.compile(f"([{_MARKS}]{{{_MARKS_CAP}}})[{_MARKS}]+")


def one_line(text: str) -> str:
    """A headline, a name, a reason: clean text on one line, without spaces at the ends."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def as_seen(text: str) -> str:
    """A text, or safe HTML, for comparing what the eye can tell apart: a letter that is written in several ways is one,
    what nobody sees between letters (joiners, selectors of variants, fillers) is not there, white space is a space.
    """
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", composed(text))).split())


def words(html: str, limit: int | None = None) -> str:
    """The words of safe HTML on one line, cut between two words if they are longer than `limit` characters.

    The address of an embed and the ids of pictures are not among them: what they show may have been withdrawn.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = one_line("".join(reader.parts))
    if limit is None or len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if text[limit - 1] != " " and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:—–-") + "…"


def first_words(html: str, limit: int) -> str:
    """The first words of safe HTML. Only its beginning is read: a long text takes a while."""
    start = html[:_BEGINNING]
    return words(start[: start.rindex("<")] if start.rfind("<") > start.rfind(">") else start, limit)


def is_blank(html: str) -> bool:
    """Whether safe HTML shows nothing to a reader: no character, no embed and no picture."""
    if any(f'<figure class="{name}">' in html for name in _SHOWN_LATER):
        return False
    return all(unicodedata.category(char)[0] in "ZC" for char in words(html))


class _Reader(HTMLParser):
    """Collects the text of safe HTML; the edge of a block counts as a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.is_shown_later = False

    def handle_data(self, data: str) -> None:
        if not self.is_shown_later:
            self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self.is_shown_later = dict(attrs).get("class") in _SHOWN_LATER
        if tag == "br" or tag not in MARKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])
