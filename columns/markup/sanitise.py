"""The sanitiser: HTML from anywhere in, HTML that may be stored and shown out.

Three steps: `lighten` takes the weight off a paste, bleach parses as a browser does and lets through what the policy
lists, `shape` writes it anew. bleach takes about four seconds for a megabyte and holds the process meanwhile:
a text is measured before it gets there, and sanitised when it is saved, never when it is shown.
"""

import bleach
from django.utils.translation import gettext

from .lighten import lighten
from .plain import strip_controls
from .policy import ELEMENTS, attributes_of
from .shape import shape
from .walk import walk

#: The largest text, in bytes of UTF-8 as it is stored, without the weight of a paste: some forty thousand words.
BODY_CAP = 256 * 1024


class TooLong(ValueError):
    """A text beyond the cap. The message can be shown to its author; the form must keep the text."""

    def __init__(self, actual: int, cap: int) -> None:
        self.actual, self.cap = actual, cap
        super().__init__(actual, cap)

    def __str__(self) -> str:
        return gettext("This text takes %(actual)d KB; the most that can be saved is %(cap)d KB.") % {
            "actual": -(-self.actual // 1024),
            "cap": self.cap // 1024,
        }


def sanitise(html: str) -> str:
    """HTML that is safe to store and to show. What went through once comes out unchanged the next time.

    Plain text becomes paragraphs. Raises TooLong, and nothing else whatever the input.
    """
    light = _within_cap(lighten(strip_controls(html)))
    return _within_cap(shape(_allowed_only(light)))


def _within_cap(html: str) -> str:
    if (size := len(html.encode())) > BODY_CAP:
        raise TooLong(size, BODY_CAP)
    return html


def _allowed_only(html: str) -> str:
    # A cleaner is not thread-safe, so each text gets its own.
    cleaner = bleach.Cleaner(
        tags=ELEMENTS, attributes=_is_allowed, protocols={"http", "https", "mailto"}, strip=True, strip_comments=True
    )
    cleaner.walker = walk
    cleaned: str = cleaner.clean(html)
    return cleaned


def _is_allowed(element: str, attribute: str, value: str) -> bool:
    return attribute in attributes_of(element)
