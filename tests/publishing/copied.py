"""Copies of originals that nobody has asked for: what a job would bring."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from columns.embeds import registry
from columns.embeds.provider import Snapshot
from columns.images.thumbnail import Thumbnail
from columns.markup.embedded import figure_of
from columns.models import Embed
from columns.publishing.settling import Copy, settle_embed

PAGE = "https://news.example/one"
OTHER = "https://news.example/two"
PICTURE = Thumbnail(b"\xff\xd8 not looked into \xff\xd9", 640, 360)


def body(*urls: str) -> str:
    """A text that holds embeds, each between two paragraphs."""
    return "<p>Before.</p>" + "".join(f"{figure_of(url)}<p>After.</p>" for url in urls)


def copy_of(embed: Embed, picture: Thumbnail | None = None, **words: Any) -> Copy:
    """What was found at an embed's address: these words of a `Snapshot`."""
    said = Snapshot(**{"title": "What the page said", **words})
    return Copy(registry.match(embed.url), said, "ab" * 32, timezone.now(), picture)


def settled(url: str, picture: Thumbnail | None = None, **words: Any) -> Embed:
    """The embed of an address, with such a copy."""
    embed = Embed.objects.get(url=url)
    assert settle_embed(by=None, embed=embed, copy=copy_of(embed, picture, **words), again_at=None)
    return Embed.objects.get(url=url)
