"""Start tags, written from the policy: an attribute is there because it is listed and its value looks as it must."""

from html import escape

from .links import is_external, safe_url
from .plain import one_line
from .policy import ADDRESSES, CLASSES, DIRECTED, KEYWORDS, SCROLLED, VALUES, attributes_of

Attributes = list[tuple[str, str | None]]


def start_tag(name: str, attributes: Attributes) -> str:
    """The start tag of a listed element with what may stay of the attributes it came with."""
    given = {key: value for key, value in attributes if value}
    kept: dict[str, str] = {}
    for key in attributes_of(name):
        if key == "class" and given.get(key) not in CLASSES[name]:
            continue
        if value := _value(key, given.get(key, "")):
            kept[key] = value
    if name in DIRECTED:
        kept.setdefault("dir", "auto")
    if name in SCROLLED:
        kept["tabindex"] = "0"
    if is_external(kept.get("href", "")):
        kept["rel"] = "noopener nofollow"
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in kept.items()) + ">"


def _value(key: str, given: str) -> str | None:
    """An attribute's value in the form in which it may be stored, or None."""
    if key in ADDRESSES:
        return safe_url(given)
    value = one_line(given).lower() if key in KEYWORDS else one_line(given)
    return value if VALUES[key].fullmatch(value) else None
