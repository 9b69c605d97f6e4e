"""Entry: one dated live update."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from columns.markup.plain import first_words

from .column import Column
from .embed import Embed
from .ids import new_id
from .image import Image
from .post import Post

#: The order of a post's stream, as its indexes hold it.
_STREAM = ["post", "-display_time", "-first_seq"]


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, in the words pages and feeds use."""

    def public(self) -> EntryQuerySet:
        """Those that readers may see: published ones and the stubs of withdrawn ones, in posts that are open."""
        return self.filter(first_seq__isnull=False)

    def published(self) -> EntryQuerySet:
        """Those whose text readers may see."""
        return self.public().filter(state=Entry.State.PUBLISHED)

    def newest_first(self) -> EntryQuerySet:
        """The order on the page: display time, then the order of first publication."""
        return self.order_by("-display_time", "-first_seq")

    def older_than(self, display_time: datetime, first_seq: int) -> EntryQuerySet:
        """Those strictly below a place on the page. Written so that one index range answers it."""
        below = models.Q(display_time__lt=display_time) | models.Q(first_seq__lt=first_seq)
        return self.filter(below, display_time__lte=display_time)

    def from_on(self, display_time: datetime, first_seq: int) -> EntryQuerySet:
        """Those at a place on the page or above it."""
        above = models.Q(display_time__gt=display_time) | models.Q(first_seq__gte=first_seq)
        return self.filter(above, display_time__gte=display_time)


class Entry(models.Model):
    """One dated live update: an optional headline, a body of safe HTML, and bylines.

    Two numbers: `revision` counts its texts and is what a stale edit is measured by; `seq` is the column's seq at
    its last change of any kind, and is what pages and caches go by.
    `first_seq` is the seq of its first publication: null means that no reader has ever seen it. The log sets both.
    `continues` always names the first entry of a thread, so that a thread is one level deep.
    """

    class State(models.TextChoices):
        """draft ⇄ scheduled → published ⇄ withdrawn."""

        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    column = models.ForeignKey(Column, models.PROTECT, related_name="entries", editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="entries", verbose_name=_("post"))
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    #: Null in a draft: "when it is published".
    display_time = models.DateTimeField(_("time shown"), null=True, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False, editable=False)
    key_event = models.BooleanField(_("key event"), default=False, editable=False)
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name=_("continues"),
        help_text=_("An earlier entry whose story this one takes further, under the same headline."),
    )
    #: What the text holds, as it stands; the verbs that save a text set it.
    embeds = models.ManyToManyField(Embed, related_name="entries", editable=False)
    images = models.ManyToManyField(Image, related_name="entries", editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    seq = models.BigIntegerField(null=True, editable=False)
    first_seq = models.BigIntegerField(null=True, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    amended_at = models.DateTimeField(_("last amended"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.CharField(_("public reason"), max_length=300, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            # Pages, feeds and paging rest on it: what readers see has a time and a moment of publication.
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "scheduled"], published_at__isnull=True)
                | models.Q(
                    state__in=["published", "withdrawn"], published_at__isnull=False, display_time__isnull=False
                ),
                name="entry_public_has_time",
            ),
        ]
        indexes = [
            # The stream of a post and of a column, newest first: pages, paging and feeds.
            models.Index(fields=_STREAM, name="entry_post_stream"),
            models.Index(fields=["column", *_STREAM[1:]], name="entry_column_stream"),
            # The strip on top of a post and its list of key events.
            models.Index(fields=_STREAM, condition=models.Q(pinned=True), name="entry_pinned"),
            models.Index(fields=_STREAM, condition=models.Q(key_event=True), name="entry_key"),
        ]

    def __str__(self) -> str:
        return self.in_short or self.id

    @property
    def in_short(self) -> str:
        """What it is called where others name it: its headline, or its first words."""
        return self.headline or first_words(self.body, 80)

    @property
    def is_public(self) -> bool:
        """Whether readers see it, be it as a stub."""
        return self.first_seq is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers see only a stub."""
        return self.state == self.State.WITHDRAWN

    def get_absolute_url(self) -> str:
        """`/<column>/entry/<id>/`, which survives everything."""
        from django.urls import reverse

        return reverse("entry", args=[self.column.slug, self.id])
