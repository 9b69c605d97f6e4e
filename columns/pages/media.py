"""Media: pictures of our own making, as they lie in the storage. No name is given twice, so they are kept for ever.

The view is no coroutine, so each request has a thread: nobody else waits for the disk. The database is not asked.
"""

from __future__ import annotations

import re

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: What there is, by the end of its name. All else does not exist, whatever lies in the folder.
TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
HEADERS = {
    # Feeds name them, and are read on pages of others; and they may have an origin of their own.
    "Cross-Origin-Resource-Policy": "cross-origin",
    # For ever where somebody has seen it; a minute in between, so that what is withdrawn is not handed on for long.
    "Cache-Control": "public, max-age=31536000, s-maxage=60, immutable",
    # Should a browser take one for a page, it is a page that can do nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
# Folders and a name of plain letters, none of them hidden and all of a length that any disk takes.
_NAME = re.compile(r"(?:[A-Za-z0-9][\w-]{0,99}/){0,8}[A-Za-z0-9][\w-]{0,99}\.([a-z0-9]{1,5})", re.ASCII)


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """`/media/<path>`: one file."""
    kind = TYPES.get(found[1]) if (found := _NAME.fullmatch(name)) else None
    if kind is None:
        raise Http404
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise Http404 from error
    # It is compressed already: nobody needs to try again.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return HttpResponse(content, content_type=kind, headers=HEADERS)
