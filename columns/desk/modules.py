"""The scripts of the desk's page, named ahead: a browser asks for all of them at once, and not level by level."""

from __future__ import annotations

import functools
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

_STATIC = Path(settings.BASE_DIR) / "static"
#: What only the admin's own forms load.
ELSEWHERE = {"handed_over", "image_form", "image_lead", "keys", "names", "unsaved"}


@functools.cache
def paths() -> tuple[str, ...]:
    """The modules of the page and of the editor on it, as they lie under `static/`."""
    found = (path for path in sorted(_STATIC.glob("js/desk/**/*.js")) if path.stem not in ELSEWHERE)
    return tuple(str(path.relative_to(_STATIC)) for path in found)


def addresses() -> list[str]:
    """Where a browser finds them."""
    return [static(path) for path in paths()]
