"""Fetching from outside. Never on a request's path: only jobs wait for other sites."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore
from django.conf import settings

from .asking import asked, header
from .charset import decode
from .deadline import Deadline
from .kinds import Kind
from .permitted import permitted
from .reasons import Reason, Refused, reason_of_status

#: Seconds for everything together: names, redirects, head and body.
PATIENCE = 8.0
REDIRECTS = 4

_NOT_ASCII = bytes(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found. `url` is where, after redirects; `length` is what the server says of it, if it does. MEDIA is not
    read: its `body` is empty. A page that is too long is cut: it is not `is_whole`.
    """

    url: str
    status: int
    content_type: str
    charset: str
    body: bytes
    length: int | None
    is_whole: bool = True

    @property
    def text(self) -> str:
        """The body as text, in whatever charset it turns out to be. Never raises."""
        return decode(self.body, self.charset)


def fetch(url: str, kind: Kind, *, deadline: float = PATIENCE) -> Fetched:
    """What is at `url`, if it is of the `kind` and may be asked for; Refused with a reason otherwise, nothing else."""
    if not settings.OUTSIDE:
        raise Refused(Reason.OFF)
    until = Deadline(deadline)
    address = permitted(url)
    for _ in range(REDIRECTS + 1):
        with asked(address, kind, until) as answer:
            if not (onward := _onward(address, answer)):
                return _taken(address, kind, answer, until)
        address = onward
    raise Refused(Reason.REDIRECTS)


def _onward(url: str, answer: httpcore.Response) -> str:
    """Where the answer leads on to, if that may be asked; empty if it leads nowhere."""
    location = header(answer, b"location")
    if answer.status not in (301, 302, 303, 307, 308) or not location:
        return ""
    try:
        onward = permitted(urljoin(url, location))
    except ValueError:
        raise Refused(Reason.MALFORMED) from None
    if url.startswith("https:") and onward.startswith("http:"):
        raise Refused(Reason.REDIRECTS)
    return onward


def _taken(url: str, kind: Kind, answer: httpcore.Response, until: Deadline) -> Fetched:
    """What an answer brings, read no further than it may be."""
    if reason := reason_of_status(answer.status):
        raise Refused(reason, str(answer.status))
    content_type, charset = _content_type(header(answer, b"content-type"))
    if not kind.takes(content_type):
        raise Refused(Reason.WRONG_TYPE, content_type[:100])
    if header(answer, b"content-encoding").lower() not in ("", "identity"):
        raise Refused(Reason.ENCODED)
    announced = header(answer, b"content-length")
    length = int(announced) if announced.isdecimal() and len(announced) < 19 else None
    if kind is Kind.MEDIA:
        return Fetched(url, answer.status, content_type, charset, b"", length)
    may_be_cut = kind.may_be_cut(content_type)
    if (length or 0) > kind.cap and not may_be_cut:
        raise Refused(Reason.TOO_LARGE)
    body, is_whole = _body(answer, kind.cap, until)
    if not is_whole and not may_be_cut:
        raise Refused(Reason.TOO_LARGE)
    return Fetched(url, answer.status, content_type, charset, body, length, is_whole)


def _body(answer: httpcore.Response, cap: int, until: Deadline) -> tuple[bytes, bool]:
    """The body as far as it may be read, and whether that is all of it."""
    body = bytearray()
    for chunk in answer.iter_stream():
        until.left()
        body += chunk
        if len(body) > cap:
            # Not in the middle of a letter, or what is UTF-8 would no longer read as that.
            return bytes(body[:cap]).rstrip(_NOT_ASCII), False
    return bytes(body), True


def _content_type(value: str) -> tuple[str, str]:
    """The type and the charset that a Content-Type names."""
    content_type, *parameters = (part.strip() for part in value.split(";"))
    named = (part.partition("=") for part in parameters)
    charset = next((told for key, _, told in named if key.strip().lower() == "charset"), "")
    return content_type.lower(), charset.strip("\"' ")[:40]
