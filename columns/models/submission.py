"""Submission: one press of a button in a form, so that its second arrival is recognised."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .entry import Entry
from .post import Post


class Submission(models.Model):
    """The id that a form carried, who sent it, what it asked (as a hash) and what came of it.

    Kept so that sending twice does nothing twice, and so that another text under the same id is not taken for it.
    """

    id = models.UUIDField(primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    asked = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, models.CASCADE, null=True)
    post = models.ForeignKey(Post, models.CASCADE, null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)
