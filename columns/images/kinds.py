"""Kinds: what a file that no decoder took is, as far as its first bytes tell."""

from __future__ import annotations

import re

from .reasons import Reason

#: How what we take and what we make begins.
BEGINNINGS = {
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "avif": re.compile(rb"....ftyp(?:avi[fs]|mif1.{4,40}avif)", re.DOTALL),
    "gif": re.compile(rb"GIF8[79]a"),
}
_HEIC = re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)
#: A drawing begins with itself, or with what XML allows before.
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype\s+svg|svg\b)", re.IGNORECASE)
_SVG = re.compile(rb"<(?:\w+:)?svg\b", re.IGNORECASE)
_HEAD = 4096


def why_not(body: bytes) -> Reason:
    """Why there is no picture in it."""
    head = body[:_HEAD]
    if not head:
        return Reason.EMPTY
    if any(beginning.match(head) for beginning in BEGINNINGS.values()):
        return Reason.BROKEN
    if _HEIC.match(head):
        return Reason.HEIC
    if _XML.match(head) and _SVG.search(head):
        return Reason.SVG
    return Reason.KIND
