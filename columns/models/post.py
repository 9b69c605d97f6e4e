"""Post: one dated day or edition of a column."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column, slug_rule
from .ids import new_id
from .image import Image


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, in the words pages use."""

    def public(self) -> PostQuerySet:
        """Those that have been opened, in columns that readers may see."""
        return self.exclude(state=Post.State.DRAFT).exclude(column__state=Column.State.HIDDEN)

    def newest_first(self) -> PostQuerySet:
        """The chain, backwards: by date, then by when they were opened."""
        return self.order_by("-date", "-opened_at")

    def before(self, post: Post) -> PostQuerySet:
        """Earlier links of the chain, nearest first."""
        earlier = models.Q(date__lt=post.date) | models.Q(date=post.date, opened_at__lt=post.opened_at)
        return self.filter(earlier, column=post.column_id).newest_first()

    def following(self, post: Post) -> PostQuerySet:
        """Later links of the chain, nearest first."""
        later = models.Q(date__gt=post.date) | models.Q(date=post.date, opened_at__gt=post.opened_at)
        return self.filter(later, column=post.column_id).order_by("date", "opened_at")


class Post(models.Model):
    """One dated day of a column, chained to its neighbours by date; entries stream into it while it is live.

    The chain is not stored: the neighbours of a post are those before and after it by (date, opened_at), so
    that it can never be broken. `standing` ("where things stand") is copied on when the next post opens.
    """

    class State(models.TextChoices):
        """draft → live ⇄ closed."""

        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        CLOSED = "closed", _("closed")

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    column = models.ForeignKey(Column, models.PROTECT, related_name="posts", verbose_name=_("column"))
    date = models.DateField(_("date"), help_text=_("In the column's time zone. Fixed once the post is open."))
    slug = models.CharField(_("address"), max_length=80, validators=[slug_rule])
    title = models.CharField(_("title"), max_length=200)
    standfirst = models.CharField(_("standfirst"), max_length=600, blank=True)
    standing = models.TextField(_("where things stand"), blank=True)
    lead = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="led", verbose_name=_("lead picture")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-date", "-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["column", "date", "slug"], name="post_address",
                violation_error_message=_("This column already has a post at that date and address."),
            ),
            # The address and the chain rest on it: whatever readers may see has been opened.
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(opened_at__isnull=False), name="post_public_is_opened"
            ),
        ]
        indexes = [models.Index(fields=["column", "-date", "-opened_at"], name="post_chain")]

    def __str__(self) -> str:
        return f"{self.title} ({self.date:%Y-%m-%d})"

    @property
    def is_public(self) -> bool:
        """Whether readers may see it (its column's state apart)."""
        return self.state != self.State.DRAFT

    @property
    def is_live(self) -> bool:
        """Whether new entries may be published into it."""
        return self.state == self.State.LIVE

    def get_absolute_url(self) -> str:
        """`/<column>/<yyyy-mm-dd>/<post-slug>/`."""
        from django.urls import reverse

        return reverse("post", args=[self.column.slug, self.date, self.slug])
