"""Tags: what is typed for them, and what an entry has."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from columns.models import Entry, Tag

from .errors import Refused
from .lines import line

#: So many an entry may have; and so many are looked at, the same ones and empty ones too.
MOST, MOST_TYPED = 20, 500


def clean_tags(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are stored, each once whatever its case, in the order of the alphabet. Raises Refused."""
    names = list(names)
    typed = (line(name.lstrip("# "), "tags", 60) for name in names[:MOST_TYPED])
    clean = {name.casefold(): name for name in typed if name}
    if len(clean) > MOST or len(names) > MOST_TYPED:
        raise Refused(_("At most %(limit)d tags.") % {"limit": MOST}, "tags")
    return tuple(clean[folded] for folded in sorted(clean))


def tags_of(entry: Entry) -> tuple[str, ...]:
    """The names of an entry's tags, in the same order."""
    return tuple(tag.name for tag in entry.tags.all()) if entry.pk and not entry._state.adding else ()


def spelled(names: tuple[str, ...], column_id: int) -> tuple[str, ...]:
    """The names as their column spells them, where it knows them already."""
    if not names:
        return names
    folded = [name.casefold() for name in names]
    known = dict(Tag.objects.filter(column=column_id, folded__in=folded).values_list("folded", "name"))
    return tuple(known.get(name.casefold(), name) for name in names)


def tie_tags(entry: Entry, names: tuple[str, ...]) -> None:
    """Give an entry exactly these tags."""
    Tag.objects.bulk_create(
        [Tag(column_id=entry.column_id, name=name, folded=name.casefold()) for name in names], ignore_conflicts=True
    )
    folded = [name.casefold() for name in names]
    entry.tags.set(Tag.objects.filter(column=entry.column_id, folded__in=folded))
