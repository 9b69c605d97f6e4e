"""Revision: one saved text of an entry or of a post."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry
from .post import Post


class Revision(models.Model):
    """One saved text. `number` is the entry's or the post's own `revision` at that time; never rewritten, but
    it can be blanked.

    Of an entry: its headline and body. Of a post: its title (as `headline`), standfirst and standing (as `body`).
    """

    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="revisions")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.CharField(_("standfirst"), max_length=600, blank=True)
    body = models.TextField(_("text"), blank=True)
    #: What the audit log's digest of it is mixed with. It goes with the words, and then the digest tells nothing.
    salt = models.CharField(max_length=32, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("saved by"))
    at = models.DateTimeField(_("saved at"), auto_now_add=True)
    #: Set once its words were taken out of it, to keep a source safe.
    blanked_at = models.DateTimeField(_("blanked at"), null=True, editable=False)
    blanked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("blanked by"),
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, post__isnull=True)
                | models.Q(entry__isnull=True, post__isnull=False),
                name="revision_of_one_thing",
            ),
            models.UniqueConstraint(fields=["entry", "number"], name="revision_number_per_entry"),
            models.UniqueConstraint(fields=["post", "number"], name="revision_number_per_post"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
