"""Entry: one dated live update."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from columns.markup.plain import first_words

from .column import Column, check_time_zone
from .embed import Embed
from .ids import new_id
from .image import Image
from .post import Post
from .tag import Tag

#: The order of a post's stream, as its indexes hold it.
_STREAM = ["post", "-display_time", "-first_seq"]


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, in the words pages and feeds use."""

    def public(self) -> EntryQuerySet:
        """Those that readers may see: published ones and the stubs of withdrawn ones, in posts that are open."""
        return self.filter(first_seq__isnull=False)

    def unpublished(self) -> EntryQuerySet:
        """Those that no reader has ever seen: drafts, submitted and scheduled ones."""
        return self.filter(first_seq__isnull=True)

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
        """draft ⇄ submitted ⇄ scheduled → published ⇄ withdrawn."""

        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waiting for approval")
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
    #: When what it tells of happened, and in which zone that is told (empty: the column's).
    event_time = models.DateTimeField(_("time of the event"), null=True, blank=True)
    event_zone = models.CharField(_("zone of the event"), max_length=64, blank=True, validators=[check_time_zone])
    tags = models.ManyToManyField(Tag, related_name="entries", blank=True, verbose_name=_("tags"))
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
    #: Of its present text, as of that revision: what the audit log's digest is mixed with.
    salt = models.CharField(max_length=32, blank=True, editable=False)
    seq = models.BigIntegerField(null=True, editable=False)
    first_seq = models.BigIntegerField(null=True, editable=False)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    amended_at = models.DateTimeField(_("last amended"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.CharField(_("public reason"), max_length=300, blank=True, editable=False)

    # Before readers see it.
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("submitted by"),
    )
    #: When it is to be published, by whose decision; and whether only the safety delay is waited for.
    due_at = models.DateTimeField(_("to be published at"), null=True, editable=False)
    due_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("scheduled by"),
    )
    is_delayed = models.BooleanField(default=False, editable=False)
    #: Why it came back to the desk: an editor's words, or what stood in the way when it fell due.
    returned_note = models.CharField(_("returned because"), max_length=300, blank=True, editable=False)
    #: Set while it may not be shown, because it could endanger somebody; only another editor lifts that.
    held_at = models.DateTimeField(_("held at"), null=True, editable=False)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("held by"),
    )
    hold_reason = models.CharField(_("reason of the hold"), max_length=300, blank=True, editable=False)
    #: The desk's number of its last change that was not for readers (`columns.changes.desk`).
    desk_seq = models.BigIntegerField(default=0, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            # Pages, feeds and paging rest on it: what readers see has a time and a moment of publication.
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "submitted", "scheduled"], published_at__isnull=True)
                | models.Q(
                    state__in=["published", "withdrawn"], published_at__isnull=False, display_time__isnull=False
                ),
                name="entry_public_has_time",
            ),
            # The job finds what is due by its time alone.
            models.CheckConstraint(
                condition=models.Q(state="scheduled", due_at__isnull=False, held_at__isnull=True)
                | (~models.Q(state="scheduled") & models.Q(due_at__isnull=True)),
                name="entry_scheduled_is_due",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True) | ~models.Q(state="published"), name="entry_held_is_not_shown"
            ),
        ]
        indexes = [
            # The stream of a post and of a column, newest first: pages, paging and feeds.
            models.Index(fields=_STREAM, name="entry_post_stream"),
            models.Index(fields=["column", *_STREAM[1:]], name="entry_column_stream"),
            # The strip on top of a post and its list of key events.
            models.Index(fields=_STREAM, condition=models.Q(pinned=True), name="entry_pinned"),
            models.Index(fields=_STREAM, condition=models.Q(key_event=True), name="entry_key"),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="entry_due"),
            # What the desk shows above the stream, and what moved on it.
            models.Index(fields=["post"], condition=models.Q(first_seq__isnull=True), name="entry_unpublished"),
            models.Index(fields=["column", "desk_seq"], name="entry_desk"),
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

    @property
    def is_held(self) -> bool:
        """Whether somebody stopped it, because it could endanger people."""
        return self.held_at is not None

    def get_absolute_url(self) -> str:
        """`/<column>/entry/<id>/`, which survives everything."""
        from django.urls import reverse

        return reverse("entry", args=[self.column.slug, self.id])
