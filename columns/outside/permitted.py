"""Which addresses (URLs) may be asked at all, told from their text alone."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from columns.markup.hosts import USUAL_PORTS, ascii_host
from columns.markup.links import LENGTH_CAP, safe_url

from .addresses import is_public
from .reasons import Reason, Refused

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
# What resolvers and browsers take for an IPv4 address, in whatever spelling: `2130706433`, `0x7f.1`, `0177.0.0.1`.
_NUMBER_AT_THE_END = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
# Names that mean something on this network only. Behind a proxy they would be looked up in *its* network.
_OF_THIS_NETWORK = re.compile(r"\.(localhost|local|localdomain|internal|intranet|private|lan|home\.arpa)$")


def permitted(url: str) -> str:
    """`url` in the form in which it is asked: a host in ASCII, a path without spaces, no fragment. Raises Refused."""
    if len(url) > LENGTH_CAP:  # before anything takes pains over it
        raise Refused(Reason.MALFORMED)
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in USUAL_PORTS:
        raise Refused(Reason.SCHEME)
    try:
        if "@" in urlsplit(url.strip()).netloc:
            raise Refused(Reason.CREDENTIALS)
        parts = urlsplit(safe_url(url) or "")
        port = parts.port
    except ValueError:
        raise Refused(Reason.MALFORMED) from None
    if not parts.hostname:
        raise Refused(Reason.MALFORMED)
    if port not in (None, *USUAL_PORTS.values()):
        raise Refused(Reason.PORT)
    host = _host(parts.hostname)
    netloc = host if port in (None, USUAL_PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    query = "?" + quote(parts.query, safe="/%:=&~+!$,;'@()*[]?") if parts.query else ""
    return f"{parts.scheme}://{netloc}{path}{query}"


def _host(host: str) -> str:
    """A host as it is asked for: a public address in its plain spelling, or a name of the public internet."""
    try:
        name = ascii_host(host)
    except ValueError:
        raise Refused(Reason.MALFORMED) from None
    if ":" in name or _NUMBER_AT_THE_END.search(name):
        if not is_public(name):
            raise Refused(Reason.ADDRESS)
        return f"[{name}]" if ":" in name else name
    if "." not in name or _OF_THIS_NETWORK.search(name):
        raise Refused(Reason.ADDRESS)
    return name
