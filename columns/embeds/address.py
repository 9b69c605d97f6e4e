"""A foreign address, taken apart so that nothing about its host can be mistaken."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.utils.translation import gettext as _

from columns.markup.hosts import USUAL_PORTS, ascii_host
from columns.markup.links import LENGTH_CAP, is_external, safe_url

#: Query parameters that only tell who sent whom. Those that mean something elsewhere (`si`, `t`) are not here: a
#: provider that knows them builds its address anew.
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "at_campaign", "at_custom", "at_medium", "at_link", "at_bbc")
TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "ysclid", "igsh", "igshid"}
    | {"mc_cid", "mc_eid", "_openstat", "ocid", "cmpid", "ns_mchannel", "ns_campaign", "ns_source", "ref_src"}
    | {"at_format", "at_creation", "at_ptr_name", "xtor", "vero_id", "oly_anon_id", "oly_enc_id", "_hsenc", "_hsmi"}
    | {"ref_url", "__twitter_impression", "srsltid", "gad_source"}
)

_KEPT = "/%:@!$&'()*+,;=~-._"


class UnfitAddress(ValueError):
    """Not an address that a card can be made of; the message says why, in the language of who typed it."""


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address. The host is lower case, in ASCII, without a last dot; the usual port is None."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str

    @property
    def segments(self) -> list[str]:
        """The parts of the path, decoded. One may hold anything, a slash too: match it whole."""
        return [unquote(part) for part in self.path.split("/") if part]

    def param(self, name: str) -> str:
        """The first value of a query parameter, decoded; empty if there is none."""
        return dict(reversed(parse_qsl(self.query))).get(name, "")

    def clean(self, *, fragment: bool = True) -> str:
        """The address without what only tracks."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port is not None else ""
        query = "&".join(pair for pair in self.query.split("&") if not _tracks(pair))
        url = f"{self.scheme}://{host}{port}{self.path}" + (f"?{query}" if query else "")
        return f"{url}#{self.fragment}" if fragment and self.fragment else url


def take_apart(url: str) -> Address:
    """The parts of an http or https address; `UnfitAddress` for anything else."""
    if len(url) > LENGTH_CAP:
        raise UnfitAddress(_("This address is longer than %(cap)d characters.") % {"cap": LENGTH_CAP})
    if (safe := safe_url(url)) is None or not is_external(safe):
        raise UnfitAddress(_("This is not a web address that readers could open."))
    parts = urlsplit(safe)
    scheme, port = parts.scheme.lower(), parts.port
    address = Address(
        scheme=scheme,
        host=_host(parts.hostname or ""),
        port=None if port == USUAL_PORTS[scheme] else port,
        path=quote(parts.path, safe=_KEPT) or "/",
        query=quote(parts.query, safe=_KEPT + "?"),
        fragment=quote(parts.fragment, safe=_KEPT + "?#"),
    )
    # In ASCII, where a Cyrillic letter takes six characters.
    if len(address.clean()) > LENGTH_CAP:
        raise UnfitAddress(_("This address is longer than %(cap)d characters.") % {"cap": LENGTH_CAP})
    return address


def with_query(base: str, **params: str) -> str:
    """An address with query parameters: of an oEmbed endpoint, of a player."""
    return f"{base}?{urlencode(params)}"


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are one site's: equal, or but for a `www.`, `m.`, `mobile.` or `amp.` in front."""
    return _bare(one) == _bare(other)


def _bare(host: str) -> str:
    front, _, rest = host.partition(".")
    return rest if front in ("www", "m", "mobile", "amp") and "." in rest else host


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return not pair or name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _host(host: str) -> str:
    try:
        return ascii_host(host)
    except ValueError:
        raise UnfitAddress(_("The name of the site in this address is malformed.")) from None
