"""Timeline: the newest entries of a post, a column or the whole site, and when each last said something new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from columns.models import Byline, Change, Column, Correction, Entry, Post, Relation
from columns.models.entry import EntryQuerySet

from .opening import read_parts
from .related import earlier_ones

NEWEST = 50

#: The acts that change what an entry says. A pin, a move or an author's new name do not.
_SAID = (Change.Op.AMEND, Change.Op.WITHDRAW, Change.Op.RESTORE, Change.Op.COPY, Change.Op.DESCRIBE)
_ANNOTATED = ("changed_at", "relates", "tagged", "corrected")
_EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """An entry, when its text or state last changed after its publication (None: never), what else it has."""

    entry: Entry
    changed_at: datetime | None
    relates: bool
    tagged: bool
    corrected: bool


def newest(*, column: Column | None = None, post: Post | None = None) -> list[Told]:
    """The newest public entries, stubs of withdrawn ones too, as the page orders them, each with its parts.

    Of a post, or of a column; without either, of all public columns. Whoever asks has made sure that the post or the
    column may be seen, and has read the label before.
    """
    if post:
        entries = Entry.objects.filter(post=post)
    elif column:
        entries = Entry.objects.filter(column=column)
    else:
        entries = _of_all_columns()
    rows = (
        entries.public()
        .select_related("column", "continues")
        .defer("continues__body")
        .annotate(changed_at=_last_change(), relates=_points(OuterRef("pk")), **_has())
        .prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")))
        # Entries of two columns can share a place; the page never shows both, a feed always in the same order.
        .order_by("-display_time", "-first_seq", "column_id")[:NEWEST]
    )
    read_parts(rows)
    told = [Told(entry, *(vars(entry)[name] for name in _ANNOTATED)) for entry in rows]
    prefetch_related_objects([each.entry for each in told if each.relates], earlier_ones())
    prefetch_related_objects([each.entry for each in told if each.tagged], "tags")
    prefetch_related_objects([each.entry for each in told if each.corrected], "corrections")
    return told


def _points(entry: OuterRef) -> Exists:
    """Whether an entry points at earlier ones."""
    return Exists(Relation.objects.filter(entry=entry))


def _has() -> dict[str, Exists]:
    """Whether an entry has tags, and corrections: most have none, and are not asked for them."""
    own = {"entry": OuterRef("pk")}
    tags = Entry.tags.through._default_manager
    return {"tagged": Exists(tags.filter(**own)), "corrected": Exists(Correction.objects.filter(**own))}


def _last_change() -> Subquery:
    """From the log, since a restored entry keeps no other trace; read with the text, so that they fit together.

    A follow-up shows its first entry's headline and time, and an entry the time and words of those it points at, so
    it changes with them; an earlier entry does not change because its story goes on elsewhere.

    What an editor did to the copy of an embed counts: whoever keeps its words must hear of it. That one was fetched,
    seconds after its entry, or that its original has gone, is no news of the entry.
    """
    names_others = Q(entry__continues__isnull=False) | _points(OuterRef("entry"))
    own = Q(op__in=_SAID) | (Q(op=Change.Op.FOLLOW) & names_others)
    changes = Change.objects.filter(own, entry=OuterRef("pk")).order_by().values("entry")
    return Subquery(changes.annotate(last=Max("at")).values("last"))


def _of_all_columns() -> EntryQuerySet:
    """The entries of public columns from the first time on that can matter.

    The index is by column. Where one column has fifty entries, what is older than its fiftieth is not among the
    newest fifty of all; so only the upper end of each column is read, however long they are.
    """
    public = Column.objects.public()
    stream = Entry.objects.public().filter(column=OuterRef("pk")).newest_first().values("display_time")
    fiftieth = public.annotate(fiftieth=Subquery(stream[NEWEST - 1 : NEWEST]))
    # Asked for by itself: PostgreSQL cannot plan well for a time that it does not know yet.
    since = fiftieth.aggregate(since=Max("fiftieth"))["since"]
    return Entry.objects.filter(column__in=public, display_time__gte=since or _EVER)
