"""Addresses a text may link to.

The sanitiser library lets digit-only schemes such as `javascript:1` through, and no library knows which of the
relative addresses are meant here; so this is the last word on every `href` and `cite`.
"""

import re
from urllib.parse import urlsplit

#: A longer one is not a link that works, but a pasted picture.
LENGTH_CAP = 2048

# What a browser takes away before it reads an address (WHATWG URL, "basic URL parser").
_EDGES = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")
# Characters that no address holds unescaped, and that would change its meaning in a page, a feed or a log.
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPED = {ord(char): f"%{ord(char):02X}" for char in " \"'<>`{|}^"}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_MAIL = re.compile(r"mailto:[^\s@:/?]+@[^\s@:/?]+(?:\?.*)?", re.IGNORECASE)


def safe_url(url: str) -> str | None:
    """The address in the form in which it may be stored, or None if nothing may link there.

    Allowed are http and https with a host and without credentials, mailto, and site-relative ones that begin
    with `/`, `?` or `#`. An address without any of these is refused rather than guessed at.
    """
    url = url.strip(_EDGES).translate(_REMOVED)
    if _REFUSED.search(url):
        return None
    url = url.translate(_ESCAPED)
    if not url or len(url) > LENGTH_CAP:
        return None
    if url[0] in "/?#":
        return None if url.startswith("//") else url
    scheme = _SCHEME.match(url)
    if scheme is None:
        return None
    match scheme[1].lower():
        case "http" | "https":
            return url if _has_plain_host(url) else None
        case "mailto":
            return url if _MAIL.fullmatch(url) else None
    return None


def is_external(url: str) -> bool:
    """Whether a safe address leads to another site, as far as the address alone tells."""
    return url.lower().startswith(("http:", "https:"))


def _has_plain_host(url: str) -> bool:
    """`scheme://host…` with a well-formed host and port, and no `user:password@` to disguise the host with."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    # Browsers read `http:host` and `http:///host` as `http://host`; urlsplit does not, so they are refused.
    return bool(parts.hostname) and "@" not in parts.netloc and "%" not in parts.netloc
