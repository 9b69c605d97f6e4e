"""Embed: a foreign thing that entries hold, and our copy of what it said."""

from __future__ import annotations

from datetime import datetime, timedelta
from textwrap import shorten

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .ids import new_id

#: How long whoever has claimed an embed has it to himself: longer than asking for it may take.
CLAIM = timedelta(minutes=2)


def picture_name(embed: Embed, filename: str) -> str:
    """Where a thumbnail is kept: under a name that has never been used, so that it may be cached for ever."""
    return f"embeds/{embed.pk}/{new_id()}.jpg"


class EmbedQuerySet(models.QuerySet["Embed"]):
    """Embeds, in the words of those who work on them."""

    def due(self, at: datetime) -> EmbedQuerySet:
        """Those whose original is to be asked for, the longest waiting first."""
        return self.filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def same_as(self, *urls: str) -> EmbedQuerySet:
        """Those at any of these addresses, be it their own or the one where their original is."""
        known = {url for url in urls if url}
        return self.filter(models.Q(url__in=known) | models.Q(canonical_url__in=known))


class Embed(models.Model):
    """One thing on another site, known by its canonical address: all entries that hold it share our copy of it.

    `state` says how far the copy has come, `next_try_at` (null: never) when the original is to be asked for next:
    for a copy while it is pending or has failed, and to see whether it is still there once it is settled. What is
    asked for again, though there is a copy (`captured_at`), goes on showing that.
    """

    class State(models.TextChoices):
        """pending → settled or failed; whatever it is, an editor can withdraw it."""

        PENDING = "pending", _("being fetched")
        SETTLED = "settled", _("kept")
        FAILED = "failed", _("not fetched")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    url = models.CharField(_("address"), max_length=2048, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING, editable=False)
    #: Why there is no copy, or no newer one: a `columns.outside.reasons.Reason`; empty while all is well.
    reason = models.CharField(max_length=20, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("first embedded"), auto_now_add=True)

    # What it is: `columns.embeds` says so of its address, and once more when that has been followed.
    provider = models.CharField(_("provider"), max_length=20, editable=False)
    kind = models.CharField(_("kind"), max_length=10, editable=False)
    player = models.CharField(max_length=2048, blank=True, editable=False)
    space = models.CharField(max_length=10, editable=False)

    # What it said.
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    handle = models.CharField(_("author’s handle"), max_length=100, blank=True)
    site = models.CharField(_("site"), max_length=100, blank=True)
    published_at = models.DateTimeField(_("published there at"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    canonical_url = models.CharField(max_length=2048, blank=True, editable=False)
    #: The thumbnail, made and served by us. (Not an ImageField: that would open it again for its size.)
    picture = models.FileField(upload_to=picture_name, blank=True, editable=False)
    picture_width = models.PositiveSmallIntegerField(null=True, editable=False)
    picture_height = models.PositiveSmallIntegerField(null=True, editable=False)
    media_url = models.CharField(max_length=2048, blank=True, editable=False)
    media_type = models.CharField(max_length=70, blank=True, editable=False)
    media_length = models.BigIntegerField(null=True, editable=False)
    latitude = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(null=True, editable=False)
    zoom = models.PositiveSmallIntegerField(null=True, editable=False)

    # How we know.
    sha256 = models.CharField(_("SHA-256 of what was fetched"), max_length=64, blank=True, editable=False)
    captured_at = models.DateTimeField(_("captured at"), null=True, editable=False)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, editable=False)
    checked_at = models.DateTimeField(_("original last seen to"), null=True, editable=False)
    gone_at = models.DateTimeField(_("original seen to be gone at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("original seen to differ at"), null=True, editable=False)
    archive_url = models.CharField(
        _("archived copy"), max_length=2048, blank=True,
        help_text=_("The address of a copy in a web archive, if there is one. Readers get a link to it."),
    )
    withdrawal_reason = models.CharField(_("public reason"), max_length=300, blank=True, editable=False)
    #: Who last changed what it says here, or had it fetched anew, and when: two people may have to see that.
    worded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False,
    )
    worded_at = models.DateTimeField(null=True, editable=False)

    # How it is shown: kinds of `columns.models.image.Cover`, and what is under the cover.
    cover = models.JSONField(_("cover"), default=list, blank=True)
    cover_note = models.CharField(
        _("what the cover says"), max_length=300, blank=True,
        help_text=_("Plainly what is under it, so that readers can choose: “A film of the strike, with screams.”"),
    )

    objects = EmbedQuerySet.as_manager()

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(next_try_at__isnull=False), name="embed_due"),
        ]

    def __str__(self) -> str:
        return self.title or shorten(self.text, 80, placeholder="…") or self.url

    @property
    def has_copy(self) -> bool:
        """Whether there is anything of it that can be shown but its address."""
        return self.captured_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers see only that something was here."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_covered(self) -> bool:
        """Whether nobody sees or hears it unasked."""
        return bool(self.cover)
