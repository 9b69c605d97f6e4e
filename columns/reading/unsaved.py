"""Unsaved: a text that is being written, as readers would see it. Nothing of it is in the database."""

from __future__ import annotations

from collections.abc import Sequence

from columns.markup.embedded import addresses
from columns.markup.pictured import ids_in
from columns.models import Byline, Column, Embed, Entry, Image, Relation, Tag

from .fragments import previews


def preview_unsaved(
    column: Column, entry: Entry, *, bylines: Sequence[Byline], relations: Sequence[Relation], tags: Sequence[Tag]
) -> str:
    """An entry that was never saved, its text safe, as HTML like all others; what stands in it is looked up by name."""
    held, shown = addresses(entry.body), ids_in(entry.body)
    vars(entry)["_prefetched_objects_cache"] = {
        "bylines": bylines,
        "relations": relations,
        "tags": tags,
        "embeds": list(Embed.objects.filter(url__in=held)) if held else [],
        "images": list(Image.objects.filter(pk__in=shown)) if shown else [],
    }
    return previews(column, [entry])[entry.pk]
