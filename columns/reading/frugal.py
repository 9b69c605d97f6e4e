"""Frugal: pages for whoever's browser says that data is dear (`Save-Data: on`): no picture comes unasked.

So are all pages while the site is lite (`columns.publishing.lite`); these hold no connection either.

In its place stand its words and what it would cost; asked for, one small file comes. It reads our own markup
(parts/pictures/_frame), so a pattern is enough; `static/js/reader/frugal.js` does the same to what is pushed.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

#: Seconds between two questions of an open page while the site is lite.
EVERY = 30
_FRAME = re.compile(
    r'<a class="frame" href="([^"]*/)[^"/]*" data-small="(\d+) (\d+)">.*?'
    r'<img([^>]*?) (?:data-)?src="[^"]*"(?: (?:data-)?srcset="[^"]*" sizes="[^"]*")?'
    r'([^>]*? alt="([^"]*)"[^>]*)>.*?</a>',
    re.DOTALL,
)


def frugal(html: str) -> str:
    """A page or a part of one, its pictures to be loaded one by one. Call it within `as_column`."""
    return _FRAME.sub(_unloaded, html)


def _unloaded(frame: re.Match[str]) -> str:
    folder, width, kilobytes, before, after, alt = frame.groups()
    file = f"{folder}{width}.jpg"
    return (
        f'<a class="frame frugal" href="{file}"><picture><img{before} data-src="{file}"{after}></picture>'
        f'<span class="unloaded"><span dir="auto">{alt}</span> <strong>{price(kilobytes)}</strong></span></a>'
    )


def price(kilobytes: str) -> str:
    """What stands on a picture that is not loaded."""
    return _("Load the picture ({size} KB)").format(size=kilobytes)
