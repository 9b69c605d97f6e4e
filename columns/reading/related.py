"""Related: the earlier entries that one points at, and the later ones that point at it, as templates name them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch

from columns.models import Entry, Relation

Link = Callable[[Entry], dict[str, Any]]


def earlier_ones() -> Prefetch[str, Any, str]:
    """Reads along what entries point at."""
    return Prefetch("relations", Relation.objects.select_related("to"))


def later_ones() -> Prefetch[str, Any, str]:
    """Reads along which published entries point at entries."""
    published = Relation.objects.filter(entry__state=Entry.State.PUBLISHED, entry__first_seq__isnull=False)
    in_order = published.order_by("entry__display_time", "entry__first_seq")
    return Prefetch("related_from", in_order.select_related("entry").defer("entry__body"))


def earlier(entry: Entry, link: Link) -> list[dict[str, Any]]:
    """What the entry does to which earlier ones: of a withdrawn one, no words."""
    return [
        {**link(each.to), "kind": each.kind, "words": "" if each.to.is_withdrawn else each.to.in_short}
        for each in entry.relations.all()
    ]


def later(entry: Entry, link: Link) -> dict[str, list[dict[str, Any]]]:
    """By what they do to it, the later entries that point at this one; kinds that there are none of are missing."""
    pointing = list(entry.related_from.all())
    told = {kind: [link(each.entry) for each in pointing if each.kind == kind] for kind in Relation.Kind.values}
    return {kind: links for kind, links in told.items() if links}
