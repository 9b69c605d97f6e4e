"""Change: one row of a column's log."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column
from .entry import Entry
from .post import Post
from .revision import Revision


class Change(models.Model):
    """What moved, at which number of the column's log, and by which verb. It holds no text and is never updated.

    With `entry`, that entry; else with `post`, that post's head; with neither, the column itself. The rows are
    written by `columns.changes.log.append` alone.
    """

    class Op(models.TextChoices):
        """The verb that moved it, as editors call it."""

        PUBLISH = "publish", _("published")
        AMEND = "amend", _("amended")
        WITHDRAW = "withdraw", _("withdrawn")
        RESTORE = "restore", _("restored")
        PIN = "pin", _("pinned")
        UNPIN = "unpin", _("unpinned")
        MARK = "mark", _("marked as key event")
        UNMARK = "unmark", _("no longer a key event")
        MOVE = "move", _("moved")
        OPEN = "open", _("opened")
        CLOSE = "close", _("closed")
        EMBED = "embed", _("embed fetched, or its original seen to be gone")
        COPY = "copy", _("copy of an embed corrected, withdrawn or restored")
        IMAGE = "image", _("sizes of a picture made")
        DESCRIBE = "describe", _("picture described, cropped, covered, withdrawn or restored")
        RENAME = "rename", _("author renamed")
        SETTINGS = "settings", _("settings changed")
        FOLLOW = "follow", _("follows from another change")

    column = models.ForeignKey(Column, models.PROTECT, related_name="changes")
    seq = models.BigIntegerField(_("number"))
    op = models.CharField(_("what happened"), max_length=10, choices=Op)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("change log")
        ordering = ["-pk"]
        constraints = [
            # Gapless and single: reading "after(seq)" is one range of this index.
            models.UniqueConstraint(fields=["column", "seq"], name="change_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.op}"
