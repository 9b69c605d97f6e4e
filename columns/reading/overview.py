"""Overview: columns and what is newest in them, for the front page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from columns.models import Column, Entry, Post

from .fragments import as_column
from .regions import item
from .zones import zone_label


@dataclass(frozen=True)
class ColumnItem:
    """A column as the front page names it: its newest post and the newest entry that is not withdrawn."""

    column: Column
    post: Post | None
    latest: dict[str, Any] | None
    zone_label: str


def overview() -> tuple[list[ColumnItem], list[ColumnItem]]:
    """The public columns: those that are live, and those that are closed."""
    items = [_item(column) for column in Column.objects.public().live_first()]
    return [i for i in items if i.column.is_live], [i for i in items if not i.column.is_live]


def _item(column: Column) -> ColumnItem:
    post = newest_post(column)
    entry = Entry.objects.published().filter(column=column).newest_first().select_related("continues").first()
    with as_column(column):
        latest = item(column, entry, post.date if post else None) if entry else None
    return ColumnItem(column, post, latest, zone_label(column, post.date) if post else "")


def newest_post(column: Column) -> Post | None:
    """The end of a column's chain: the post that its page shows."""
    post = Post.objects.public().filter(column=column).newest_first().first()
    if post:
        post.column = column
    return post
