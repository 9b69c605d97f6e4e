"""Former slugs: addresses that columns and posts once had, so that old links still lead there."""

from __future__ import annotations

from django.db import models

from .column import Column
from .post import Post


class FormerColumnSlug(models.Model):
    """An address that a column had before."""

    column = models.ForeignKey(Column, models.CASCADE, related_name="former_slugs")
    slug = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.slug


class FormerPostSlug(models.Model):
    """An address that a post had before, on its date. A post's date is fixed once it is open."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="former_slugs")
    column = models.ForeignKey(Column, models.CASCADE)
    date = models.DateField()
    slug = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "date", "slug"], name="former_post_address")]

    def __str__(self) -> str:
        return self.slug
