"""Reading bytes as text, when what is said about them may be wrong."""

from __future__ import annotations

import codecs
import re

# Where a page names its own charset; browsers look no further either.
_HEAD = 4096
_IN_PAGE = re.compile(rb"""<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_IN_XML = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# What browsers read instead: pages that name the older charset use the larger one (WHATWG Encoding).
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Of Python's codecs, those that are charsets of the web: no `zlib`, `unicode_escape` or UTF-7.
_KNOWN = re.compile(
    r"utf-(8|16|16-le|16-be)|cp(125[0-8]|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb18030|big5|euc_jp|iso2022_jp"
)
# Charsets whose text may look like UTF-8 by chance.
_LOOKS_LIKE_UTF8 = {"utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"}


def decode(body: bytes, announced: str = "") -> str:
    """`body` as text. `announced` is the charset that came with it, if one did. Never raises.

    A byte order mark is believed first. Then, what reads as UTF-8 is UTF-8: other text hardly ever does, and pages that
    are announced wrongly are mostly this. Then the announced charset, then the one that the page itself names.
    """
    for mark, name in _MARKS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    names = [name for name in (_codec(announced), _codec(_named_within(body))) if name]
    if not names or names[0] not in _LOOKS_LIKE_UTF8:
        names.insert(0, "utf-8")
    for name in names:
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    # None fits all of it: what was announced fits most of it, and windows-1252 at least gives no gaps.
    guesses = [name for name in names if name != "utf-8"] or ["utf-8" if _is_nearly_utf8(body) else "cp1252"]
    return body.decode(guesses[0], "replace")


def _codec(label: str) -> str:
    """Python's name for a charset of the web; empty if it is none."""
    label = label.strip("\"' \t").lower().removesuffix("-i")  # iso-8859-8-i: the same letters
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _LARGER.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""


def _named_within(body: bytes) -> str:
    """The charset that a page or an XML document names itself."""
    head = body[:_HEAD]
    found = _IN_XML.match(head) or _IN_PAGE.search(head)
    name = found[1].decode("ascii", "replace") if found else ""
    # Whoever could read this in single bytes knows that it is not UTF-16.
    return "utf-8" if name.lower().startswith("utf-16") else name


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether more of what is not ASCII reads as UTF-8 than does not: a few broken bytes in a page that is."""
    text = body.decode("utf-8", "replace")
    broken = text.count("�")
    return sum(letter > "\x7f" for letter in text) > 2 * broken
