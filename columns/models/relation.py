"""Relation: what a later entry does to an earlier one of its column."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry


class Relation(models.Model):
    """`entry` points back at `to`, which points forward to it. (To continue a story is `Entry.continues`.)"""

    class Kind(models.TextChoices):
        """What the later one does to the earlier."""

        UPDATES = "updates", _("updates")
        CONFIRMS = "confirms", _("confirms")
        CONTRADICTS = "contradicts", _("contradicts")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="relations")
    to = models.ForeignKey(Entry, models.PROTECT, related_name="related_from", verbose_name=_("earlier entry"))
    kind = models.CharField(_("what it does"), max_length=12, choices=Kind, default=Kind.UPDATES)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations to earlier entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "to"], name="relation_once"),
            models.CheckConstraint(condition=~models.Q(entry=models.F("to")), name="relation_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.to}"
