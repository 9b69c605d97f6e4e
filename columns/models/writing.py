"""Writing: what somebody is typing and has not sent yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .entry import Entry
from .post import Post


class Writing(models.Model):
    """An unsent text, kept every few seconds so that a crash or a lost network costs no word. For its writer alone.

    `id` is the id that the form will be sent with: once that has arrived, this is dropped. `fields` is the form as
    the browser holds it, not sanitised: it goes back into the same form and nowhere else. `based_on` is the revision
    of `entry` that the writer saw.
    """

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="writings")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="writings")
    based_on = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["user", "post"], name="writing_of_post")]

    def __str__(self) -> str:
        return str(self.id)
