"""Checks of the machine that the platform starts on: what it can do without, but should not."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register


@register()
def scripts_can_be_shaped(**_: Any) -> list[CheckMessage]:
    """W001: without libfribidi the words of Arabic, Persian and Hebrew are left out of social cards."""
    from columns.images.letters import can_shape

    if can_shape():
        return []
    return [
        Warning(
            "libfribidi is not installed: social cards leave out what is written in Arabic, Persian or Hebrew.",
            hint="Install it (Debian: apt install libfribidi0).",
            id="columns.W001",
        )
    ]
