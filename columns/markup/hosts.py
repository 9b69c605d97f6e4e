"""The host of an address as browsers read it (UTS 46), so that no two rooms take it for different sites.

The `idna` package does the mapping. Its own encoder is stricter than browsers are: it refuses underscores, and the
signs (❤) under which sites do stand. Browsers refuse a joiner where no script joins; here it is one more letter, and so
another site.
"""

import re
import unicodedata
from ipaddress import IPv6Address

import idna

#: The port that a scheme means where an address names none.
USUAL_PORTS = {"http": 80, "https": 443}

HOST_CAP = 253
_LABEL = re.compile(r"[a-z0-9_\-]{1,63}")
_ACE = "xn--"
# Beside letters, marks and digits: the joiners of Persian and Indic names, and marks within Catalan, Hebrew, Japanese
# and Tibetan ones. Not the many lines and slashes that look like the end of a host.
_WITHIN_NAMES = frozenset("\u200c\u200d·׳״・་")
_SIGNS = frozenset({"So", "Sk"})


def ascii_host(host: str) -> str:
    """A host in ASCII and lower case, without a last dot and without brackets. ValueError if it is malformed.

    Letters that only look alike stay different ones; `ß`, `ς` and joiners stay what they are. A name that is a number
    in disguise (`0x7f.1`) is still a name here.
    """
    if ":" in host:
        address = IPv6Address(host)
        if address.scope_id is not None:
            raise ValueError("an address of one network only")
        return str(address)
    # In ASCII but for capitals there is nothing to map, and nothing to refuse that `_LABEL` would not.
    mapped = host.lower() if host.isascii() else idna.uts46_remap(host, std3_rules=False)
    plain = ".".join(_ascii_label(label) for label in mapped.removesuffix(".").split("."))
    if len(plain) > HOST_CAP:
        raise ValueError("a host that is too long")
    return plain


def _ascii_label(label: str) -> str:
    plain = label
    if not label.isascii():
        plain = _encoded(label)
    elif label.startswith(_ACE) and _encoded(label.removeprefix(_ACE).encode().decode("punycode")) != label:
        raise ValueError("a label that stands for another one")
    if not _LABEL.fullmatch(plain):
        raise ValueError("a label with what no host holds")
    return plain


def _encoded(label: str) -> str:
    """A label that is not ASCII, in ASCII; it has been mapped, or should look as if it had."""
    if label.isascii() or label.startswith(_ACE) or label != idna.uts46_remap(label, std3_rules=False):
        raise ValueError("a label in disguise")
    if unicodedata.category(label[0])[0] == "M" or not all(map(_is_of_a_name, label)):
        raise ValueError("a label with what no host holds")
    idna.check_bidi(label)
    return _ACE + label.encode("punycode").decode("ascii")


def _is_of_a_name(char: str) -> bool:
    category = unicodedata.category(char)
    if char.isascii():
        return _LABEL.fullmatch(char) is not None
    return category[0] in "LMN" or category in _SIGNS or char in _WITHIN_NAMES
