"""Which addresses (URLs) may be asked at all, told from their text alone."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import idna

from columns.markup.links import LENGTH_CAP, safe_url

from .addresses import is_public
from .reasons import Reason, Refused

PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_\-]{1,63}(\.[a-z0-9_\-]{1,63})+")
# What resolvers and browsers take for an IPv4 address, in whatever spelling: `2130706433`, `0x7f.1`, `0177.0.0.1`.
_NUMBER_AT_THE_END = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
# Names that mean something on this network only. Behind a proxy they would be looked up in *its* network.
_OF_THIS_NETWORK = re.compile(r"\.(localhost|local|localdomain|internal|intranet|private|lan|home\.arpa)$")


def permitted(url: str) -> str:
    """`url` in the form in which it is asked: a host in ASCII, a path without spaces, no fragment. Raises Refused."""
    if len(url) > LENGTH_CAP:  # before anything takes pains over it
        raise Refused(Reason.MALFORMED)
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in PORTS:
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
    if port not in (None, *PORTS.values()):
        raise Refused(Reason.PORT)
    host = _host(parts.hostname)
    netloc = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    query = "?" + quote(parts.query, safe="/%:=&~+!$,;'@()*[]?") if parts.query else ""
    return f"{parts.scheme}://{netloc}{path}{query}"


def _host(host: str) -> str:
    """A host as it is asked for: a public address in its plain spelling, or a name of the public internet."""
    if ":" in host:
        if not is_public(host):
            raise Refused(Reason.ADDRESS)
        return f"[{host}]"
    name = _in_ascii(host).removesuffix(".")
    if _NUMBER_AT_THE_END.search(name):
        if not is_public(name):
            raise Refused(Reason.ADDRESS)
        return name
    if "." not in name or _OF_THIS_NETWORK.search(name):
        raise Refused(Reason.ADDRESS)
    if not _NAME.fullmatch(name):
        raise Refused(Reason.MALFORMED)
    return name


def _in_ascii(host: str) -> str:
    """A host name as DNS knows it; what is not ASCII is read as browsers read it (UTS 46)."""
    if host.isascii():
        return host.lower()
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
        return mapped.lower() if mapped.isascii() else idna.encode(mapped).decode("ascii").lower()
    except UnicodeError:  # an IDNAError is one
        raise Refused(Reason.MALFORMED) from None
