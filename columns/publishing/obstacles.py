"""Obstacles: what must not stand in the way when readers are to see something, or when the desk works on it.

Those of columns and posts are asked once the column's row is locked (after `append` or `touch`): whoever closes,
freezes or archives it comes before that, or after the commit.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from columns.models import Column, Entry, Post

from .errors import Refused
from .freezing import check_not_frozen, since


def check_not_held(entry: Entry) -> None:
    """Raise Refused while somebody holds an entry back: who, and since when."""
    if entry.held_at is not None:
        who = since(entry.held_at, entry.held_by)
        raise Refused(_("This entry is held (%(who)s). An editor other than them has to lift that.") % {"who": who})


def check_not_archived(*columns: int) -> None:
    """Raise Refused if one of these columns is kept as it is: only withdrawing, holding and its settings go on."""
    archived = Column.objects.filter(pk__in=columns, state=Column.State.ARCHIVED).order_by("pk").first()
    if archived:
        said = _("“%(column)s” is archived: nothing changes in it any more, though what is in it can be withdrawn.")
        raise Refused(said % {"column": archived.title})


def check_goes_on(*columns: int) -> None:
    """Raise Refused where what readers see stays as it is: a column is archived, or publishing was stopped."""
    check_not_archived(*columns)
    check_not_frozen(*columns)


def check_live(post: Post) -> None:
    """Raise Refused unless entries are published into a post at this moment."""
    check_not_frozen(post.column_id)
    _check_post(post, Post.State.LIVE)


def check_not_over(post: Post) -> None:
    """The same of a post into which one is to be published later: it may be opened until then."""
    check_not_frozen(post.column_id)
    _check_post(post, Post.State.LIVE, Post.State.DRAFT)


def _check_post(post: Post, *states: str) -> None:
    if not Post.objects.filter(pk=post.pk, state__in=states, column__state=Column.State.LIVE).exists():
        raise Refused(_("“%(post)s” is not live. Open it, or choose another post.") % {"post": post.title}, "post")
