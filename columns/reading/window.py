"""Window: the stretch of a post's stream that a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from columns.models import Column, Entry, Post

from .fragments import Fragment, fragments_of
from .place import Place

PAGE = 50
#: A page that has grown by loading older entries may ask for all of its window again, up to this many.
LARGEST = 1000


@dataclass(frozen=True)
class Window:
    """The entries of one post from `upper` (exclusive; None: the newest) down to `lower` (inclusive; None: the first).

    The bounds are places, not counts: what is published, moved or withdrawn later does not shift them, so that a
    page and a fresh look at the same window can be compared, and a page link goes on meaning the same entries.
    """

    post: Post
    upper: Place | None
    lower: Place | None
    fragments: tuple[Fragment, ...]

    @property
    def has_older(self) -> bool:
        """Whether entries stand below the window."""
        return self.lower is not None


def read_window(column: Column, post: Post, before: Place | None = None, through: Place | None = None) -> Window:
    """What a page shows: the newest entries below `before`, one page of them, or all down to `through`.

    `column` was read before anything else and labels what is read here (DESIGN: a label is read before what it labels).
    """
    rows = Entry.objects.filter(post=post).public().newest_first()
    if before:
        rows = rows.older_than(before.display_time, before.first_seq)
    if through:
        rows = rows.from_on(through.display_time, through.first_seq)
    limit = LARGEST if through else PAGE
    found = list(rows.values_list("id", "seq", "display_time", "first_seq")[: limit + 1])
    shown = [(entry_id, seq or 0) for entry_id, seq, *_ in found[:limit]]
    lower = Place.at(*found[limit - 1][2:]) if len(found) > limit else through
    if lower == Place.first():
        lower = None

    def inside(fragment: Fragment) -> bool:
        # An entry may have moved between the two reads: its fragment says where it stands now.
        place = fragment.sort
        return (
            fragment.post == post.pk
            and (before is None or place < str(before))
            and (lower is None or place >= str(lower))
        )

    fragments = [fragment for fragment in fragments_of(column, shown) if inside(fragment)]
    fragments.sort(key=lambda fragment: fragment.sort, reverse=True)
    return Window(post, before, lower, tuple(fragments))
