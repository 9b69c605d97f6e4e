"""The body of a request: one JSON object, read strictly, so that a mistake in a tool is heard of at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .problems import Problem

#: The largest body, in bytes: a text at its cap (256 KB), with every letter of it written as `\uXXXX`.
LARGEST = 1024 * 1024

_NAMES = {str: "a string", bool: "true or false", list: "a list", dict: "an object"}


def read_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises Problem: of another kind, too large, not JSON, not an object."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type != "application/json" or charset != "utf-8":
        other_kind = _("Send application/json in UTF-8.")
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, other_kind, Accept="application/json")
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        too_large = _("A body has at most %(limit)d bytes.") % {"limit": LARGEST}
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large)
    try:
        told = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        detail = _("This is not JSON in UTF-8, or an object in it has a name twice.")
        raise Problem(HTTPStatus.BAD_REQUEST, detail) from error
    if not isinstance(told, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, _("The body has to be an object."))
    return told


def check(told: Mapping[str, Any], kinds: Mapping[str, type], within: str = "") -> None:
    """Raise Problem unless every field is known and of its kind. `within` is the field that this object stands in."""
    for name, value in told.items():
        if name not in kinds:
            unknown = _("There is no field “%(name)s” here.") % {"name": name[:40]}
            raise Problem(HTTPStatus.BAD_REQUEST, unknown, within or name[:40])
        if not isinstance(value, kinds[name]):
            wrong = _("“%(name)s” has to be %(kind)s.") % {"name": name, "kind": _NAMES[kinds[name]]}
            raise Problem(HTTPStatus.BAD_REQUEST, wrong, within or name)


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs := list(pairs))
    if len(told) < len(pairs):
        raise ValueError("a name comes twice")
    return told


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
