"""Lines: what an editor typed where one line is asked for."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from columns.markup.plain import one_line

from .errors import Refused

#: Unicode's categories of separators and of characters that only steer others.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def line(value: str, field: str, limit: int, *, required: bool = False) -> str:
    """One line of plain text, or Refused with the field's name: too long, or empty though required.

    A line of which nothing can be seen (spaces of any script, joiners) is empty.
    """
    text = one_line(value)
    if all(unicodedata.category(char) in _UNSEEN for char in text):
        text = ""
    if len(text) > limit:
        raise Refused(
            _("At most %(limit)d characters; this has %(length)d.") % {"limit": limit, "length": len(text)}, field
        )
    if required and not text:
        raise Refused(_("This cannot be empty."), field)
    return text
