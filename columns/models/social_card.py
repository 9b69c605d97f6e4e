"""Social card: the picture that networks show of a link to a post or an entry, as far as it has been drawn."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from .entry import Entry
from .ids import new_id
from .post import Post

#: How long whoever has claimed a card has it to himself: a hundred times as long as drawing takes.
CLAIM = timedelta(seconds=30)


def file_name(card: SocialCard, filename: str) -> str:
    """Where a card is kept: under a name that nobody is told, and that has never been used."""
    return f"cards/{new_id()}.jpg"


class SocialCardQuerySet(models.QuerySet["SocialCard"]):
    """Cards, in the words of those who draw and hand them out."""

    def due(self, at: datetime) -> SocialCardQuerySet:
        """Those that are to be drawn, the longest waiting first."""
        return self.filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def of(self, thing: Post | Entry) -> SocialCardQuerySet:
        """That of a post or an entry, if somebody has ever asked for it."""
        return self.filter(post=thing) if isinstance(thing, Post) else self.filter(entry=thing)


class SocialCard(models.Model):
    """The card of one post or one entry, drawn when somebody asks for it, and again when it would look otherwise.

    `digest` says what the drawing in `file` shows (`columns.images.card_words.Card.digest`); both are empty before the
    first. `next_try_at` (null: not now) is when it is to be drawn.
    """

    post = models.OneToOneField(Post, models.CASCADE, null=True, related_name="social_card", editable=False)
    entry = models.OneToOneField(Entry, models.CASCADE, null=True, related_name="social_card", editable=False)
    digest = models.CharField(max_length=24, blank=True, editable=False)
    file = models.FileField(upload_to=file_name, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, editable=False)

    objects = SocialCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, entry__isnull=True)
                | models.Q(post__isnull=True, entry__isnull=False),
                name="social_card_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(next_try_at__isnull=False), name="social_card_due"),
        ]

    def __str__(self) -> str:
        return str(self.thing)

    @property
    def thing(self) -> Post | Entry:
        """What it is the card of."""
        thing = self.post or self.entry
        assert thing  # noqa: S101 - `social_card_of_one`
        return thing
