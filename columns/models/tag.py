"""Tag: a word by which entries of a column are found together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column


class Tag(models.Model):
    """One word or a few ("Aleppo"), of one column. `folded` is what makes two spellings one: its case folded."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="tags", verbose_name=_("column"))
    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=120, editable=False)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["column", "folded"], name="tag_once_per_column")]

    def __str__(self) -> str:
        return self.name
