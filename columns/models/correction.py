"""Correction: what readers are told of a change to a published entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry


class Correction(models.Model):
    """A public note under an entry, never rewritten: what was wrong, and what is right now.

    `number` is the revision that it came with. Who wrote it is for editors; readers see the note and its time.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    note = models.CharField(_("public note"), max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.note
