"""Byline: ties an author to an entry or a post in a role."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .author import Author
from .entry import Entry
from .post import Post


class Byline(models.Model):
    """One author's part in one entry or one post. `position` is the order in which the names stand."""

    class Role(models.TextChoices):
        """What the author did."""

        REPORTING = "reporting", _("reporting")
        TRANSLATION = "translation", _("translation")
        ANALYSIS = "analysis", _("analysis")

    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="bylines")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="bylines")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.REPORTING)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, post__isnull=True)
                | models.Q(entry__isnull=True, post__isnull=False),
                name="byline_of_one_thing",
            ),
            models.UniqueConstraint(fields=["entry", "author", "role"], name="byline_once_per_entry"),
            models.UniqueConstraint(fields=["post", "author", "role"], name="byline_once_per_post"),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"
