"""Where a thing without a column of its own is shown: whoever changes it needs their role in all of these.

And where it is about to be shown: what somebody has decided to publish changes with it.
"""

from __future__ import annotations

from columns.models import Embed, Entry, Image, Post


def columns_showing(thing: Embed | Image) -> set[int]:
    """The columns in which readers see an embed or a picture, be it as the stub of a withdrawn entry."""
    entries, posts = Entry.objects.public(), Post.objects.exclude(state=Post.State.DRAFT)
    if isinstance(thing, Embed):
        return set(entries.filter(embeds=thing).values_list("column", flat=True))
    shown = set(entries.filter(images=thing).values_list("column", flat=True))
    return shown | set(posts.filter(lead=thing).values_list("column", flat=True))


def columns_awaiting(thing: Embed | Image) -> set[int]:
    """The columns in which an entry is scheduled that holds it: whoever decided so may not see what becomes of it."""
    return set(thing.entries.filter(state=Entry.State.SCHEDULED).values_list("column", flat=True))
