"""A reader's page in the terms of the live protocol: what it shows, and what a delta makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from columns.changes.after import after
from columns.models import Column, Post
from columns.reading.delta import changes
from columns.reading.fragments import fragments_of
from columns.reading.regions import column_regions, post_regions
from columns.reading.window import read_window


@dataclass
class Page:
    """A post's page: its label, the entries of its window by id, as (seq, sort, HTML), and its named regions."""

    post: str
    seq: int
    lower: str
    entries: dict[str, tuple[int, str, str]]
    regions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def fetch(cls, column_id: int, post_id: str, through: Any = None) -> Page:
        """The page as it is now, read in the order in which the view reads it."""
        post = Post.objects.select_related("column").get(pk=post_id)
        column = post.column
        assert column.pk == column_id
        regions = column_regions(column)
        window = read_window(column, post, through=through)
        entries = {f.id: (f.seq, f.sort, f.html) for f in window.fragments}
        regions |= post_regions(column, post)
        return cls(post_id, column.head_seq, str(window.lower or ""), entries, regions)

    def catch_up(self, column_id: int) -> None:
        """Apply what moved since, as the reader's script does."""
        column = Column.objects.get(pk=column_id)
        for _, change in changes(column, after(column_id, self.seq, column.head_seq), self.seq):
            if change["op"] in ("entry", "gone"):
                self._entry(column, change)
            elif change["op"] == "column" or change["post"] == self.post:
                self.regions |= change["html"]
        self.seq = column.head_seq

    def _entry(self, column: Column, change: dict[str, Any]) -> None:
        if change["seq"] <= self.entries.get(change["id"], (0,))[0]:
            return
        self.entries.pop(change["id"], None)
        if change["post"] == self.post and change["sort"] >= self.lower:
            html = change["html"]
            if html is None:
                (fragment,) = fragments_of(column, [(change["id"], change["seq"])])
                html = fragment.html
            self.entries[change["id"]] = (change["seq"], change["sort"], html)

    @property
    def shown(self) -> list[str]:
        """The HTML of the stream, in the order in which it stands."""
        return [html for _, _, html in sorted(self.entries.values(), key=lambda each: each[1], reverse=True)]
