"""What strangers say, made fit to be stored: plain words, safe addresses, plausible times and places."""

import datetime
import math
import re

from columns.markup.links import is_external, safe_url
from columns.markup.plain import clean_text, one_line

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "qam", "qct", "qht", "qme", "qst"})
_MEDIA_TYPE = re.compile(r"(?:audio|video)/[a-z0-9.+-]{1,60}")
_GAPS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n(?: ?\n)+ ?")
#: Before this year nothing was published on the web.
_FIRST_YEAR = 1990


def short_line(text: str, cap: int) -> str:
    """One line of clean text, cut at `cap` characters. What is far too long is cut before it is looked at."""
    return _cut(one_line(" ".join(text[: cap * 8].split())), cap)


def short_text(text: str, cap: int) -> str:
    """Clean text in paragraphs: spaces collapsed, at most one empty line in a row, cut at `cap` characters."""
    text = _GAPS.sub(" ", clean_text(text[: cap * 8]))
    text = _EMPTY_LINES.sub("\n\n", text).replace(" \n", "\n").replace("\n ", "\n")
    return _cut(text.strip(), cap)


def web_address(url: str) -> str:
    """An http or https address in the form in which it may be stored, or nothing."""
    safe = safe_url(url)
    return safe if safe and is_external(safe) else ""


def language_tag(tag: str) -> str:
    """A BCP 47 tag such as `ar` or `pt-BR` (also from `pt_BR`), or nothing if it names no language."""
    found = _LANGUAGE.fullmatch(tag.strip()[:40])
    if found is None or found[1].lower() in _NO_LANGUAGE:
        return ""
    return found[1].lower() + found[2].replace("_", "-")


def media_type(kind: str) -> str:
    """The type of a sound or film, without parameters, or nothing."""
    bare = kind[:200].partition(";")[0].strip().lower()
    return bare if _MEDIA_TYPE.fullmatch(bare) else ""


def moment(said: str) -> datetime.datetime | None:
    """The time in an ISO 8601 text; None without a zone, for a time without one is a guess."""
    try:
        return aware(datetime.datetime.fromisoformat(said[:40].strip()))
    except ValueError:
        return None


def aware(at: datetime.datetime | None) -> datetime.datetime | None:
    """A plausible moment, in UTC."""
    if at is None or at.tzinfo is None or not _FIRST_YEAR < at.year < datetime.MAXYEAR:
        return None
    return at.astimezone(datetime.UTC)


def within(value: float | None, least: float, most: float) -> float | None:
    """A number from a range, or None; to a tenth of a metre, if it is a latitude or a longitude."""
    if value is None or not math.isfinite(value) or not least <= value <= most:
        return None
    return round(value, 6)


def _cut(text: str, cap: int) -> str:
    if len(text) <= cap:
        return text
    cut = text[: cap - 1]
    if not text[cap - 1].isspace() and len(whole := cut.rsplit(None, 1)) == 2 and len(whole[0]) > cap // 2:
        cut = whole[0]
    return cut.rstrip(" \n,;:—–-") + "…"
