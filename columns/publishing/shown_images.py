"""Images in what readers see: which ones a text shows, whether they may be shown, and what moves when one changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from columns.changes.log import Move, append
from columns.markup.pictured import ids_in
from columns.models import Change, Column, Entry, Image, Post

from .errors import Refused
from .image_words import ImageWords, what_is_missing
from .locks import lock_images
from .threads import moves

#: As many pictures as one entry may show.
MOST = 60


def is_shown(image: Image) -> bool:
    """Whether readers see it: in an entry that is published, or on top of a post that is open."""
    if Entry.objects.published().filter(images=image).exists():
        return True
    return Post.objects.exclude(state=Post.State.DRAFT).filter(lead=image).exists()


def tie_images(entry: Entry, body_before: str) -> None:
    """Note which pictures the saved text of `entry` shows, and lock them. Raises Refused: there is no such picture."""
    ids = ids_in(entry.body)
    if ids or ids_in(body_before):
        if len(ids) > MOST:
            counts = {"most": MOST, "found": len(ids)}
            raise Refused(_("At most %(most)d pictures fit into one entry; this has %(found)d.") % counts, "body")
        images = lock_images(ids)
        if len(images) < len(ids):
            message = _("One of the pictures in this text is not on the server. Take it out and add it again.")
            raise Refused(message, "body")
        entry.images.set(images)
        if entry.state == Entry.State.PUBLISHED:
            _check_body(ids, images)


def check_restored(entry: Entry) -> None:
    """Lock what a withdrawn text showed: while nobody saw it, all that was said of it could be taken back.

    Raises Refused, as when it was published.
    """
    if ids := ids_in(entry.body):
        _check_body(ids, lock_images(ids))


def _check_body(ids: list[str], images: list[Image]) -> None:
    check_ready([each for id in ids for each in images if each.pk == id], "body")


def check_ready(images: Iterable[Image], field: str) -> None:
    """Raise Refused unless enough is said of each picture for readers to see it. They are locked.

    One that is withdrawn may be restored, and is seen then.
    """
    for number, image in enumerate(images, start=1):
        if missing := what_is_missing(ImageWords.of(image)):
            name = f"“{image}”" if image.alt or image.caption else str(number)
            why = _("it is withdrawn. Take it out.") if image.is_withdrawn else missing.message
            raise Refused(_("Picture %(name)s cannot be published yet: %(why)s") % {"name": name, "why": why}, field)


def write_image(image: Image, *, op: Change.Op | None, **changed: Any) -> Image:
    """Change a locked picture, and move what shows it; without an `op`, readers do not see the change.

    Its revision counts what people say and do: whoever describes it is not held up by a job that ends meanwhile.
    """
    if op == Change.Op.DESCRIBE:
        changed["revision"] = F("revision") + 1
    Image.objects.filter(pk=image.pk).update(**changed)
    if op:
        for column, moved in _moves_of(image, op).items():
            append(column, moved)
    return Image.objects.get(pk=image.pk)


def _moves_of(image: Image, op: Change.Op) -> dict[Column, list[Move]]:
    """What moves when a picture does, by column in the order of keys: published entries, and the heads of posts.

    `locks.lock_image` has locked the entries. A post that takes it as its lead meanwhile has locked the picture.
    """
    by_column: dict[Column, list[Move]] = {}
    shown = Entry.objects.published().filter(images=image).select_related("post", "column")
    for entry in shown.order_by("pk"):
        by_column.setdefault(entry.column, []).extend(moves(entry, op))
    led = Post.objects.exclude(state=Post.State.DRAFT).filter(lead=image).select_related("column")
    for post in led.order_by("pk"):
        by_column.setdefault(post.column, []).append(Move(op, post=post))
    return dict(sorted(by_column.items(), key=lambda each: each[0].pk))
