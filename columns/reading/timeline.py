"""Timeline: the newest entries of a post, a column or the whole site, and when each last said something new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import DateTimeField, F, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from columns.models import Byline, Change, Column, Entry, Post
from columns.models.entry import EntryQuerySet

NEWEST = 50

#: The acts that change what an entry says. A pin, a move or an author's new name do not.
_SAID = (Change.Op.AMEND, Change.Op.WITHDRAW, Change.Op.RESTORE)
_EVER = Value(datetime(1, 1, 1, tzinfo=UTC), output_field=DateTimeField())


def newest(*, column: Column | None = None, post: Post | None = None) -> list[Entry]:
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
    return list(
        entries.public()
        .select_related("column", "continues")
        .defer("continues__body")
        .prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")))
        # Entries of two columns can share a place; the page never shows both, a feed always in the same order.
        .order_by("-display_time", "-first_seq", "column")[:NEWEST]
    )


def _of_all_columns() -> EntryQuerySet:
    """The entries of public columns from the first time on that can matter.

    The index is by column. Where one column has fifty entries, what is older than its fiftieth is not among the
    newest fifty of all; so only the upper end of each column is read, however long they are.
    """
    stream = Entry.objects.public().filter(column=OuterRef("pk")).newest_first()
    last = Column.objects.public().annotate(last=Subquery(stream.values("display_time")[NEWEST - 1 : NEWEST]))
    since = last.order_by(F("last").desc(nulls_last=True)).values("last")[:1]
    return Entry.objects.filter(
        column__in=Column.objects.public(), display_time__gte=Coalesce(Subquery(since), _EVER)
    )


def last_said(entries: Iterable[Entry]) -> dict[str, datetime]:
    """When each entry's text or state last changed after its publication, by id; unchanged ones are missing.

    From the log, since a restored entry keeps no other trace. A follow-up shows its first entry's headline and time,
    so it changes with them; a first entry does not change because its story goes on elsewhere.
    """
    ids = [entry.pk for entry in entries]
    own = Q(op__in=_SAID) | Q(op=Change.Op.FOLLOW, entry__continues__isnull=False)
    rows = Change.objects.filter(own, entry__in=ids).values("entry").annotate(last=Max("at"))
    return dict(rows.values_list("entry", "last"))
