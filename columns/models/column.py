"""Column: a running subject, and the head of its change log."""

from __future__ import annotations

import functools
import uuid
import zoneinfo

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

#: Addresses that mean something else at the top level (docs/addresses.md).
RESERVED_SLUGS = frozenset({
    "admin", "live", "api", "media", "static", "healthz", "search", "authors", "tags", "corrections", "about",
    "lite", "feeds", "embed", "robots.txt", "sitemap.xml", "favicon.ico", "feed.rss", "feed.atom", "feed.json",
})
#: The longest safety delay, in seconds.
LONGEST_DELAY = 3600
#: Letters and digits of any script in lower case, joined by single hyphens.
slug_rule = RegexValidator(r"^[^\W_A-Z]+(-[^\W_A-Z]+)*\Z", _("Use lower-case letters and digits joined by hyphens."))


#: Reading the names takes a walk through the zone files.
_zones = functools.cache(zoneinfo.available_timezones)


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    from django.core.exceptions import ValidationError

    if name not in _zones():
        raise ValidationError(_("There is no time zone called “%(name)s”."), params={"name": name})


class ColumnQuerySet(models.QuerySet["Column"]):
    """Columns, in the words pages use."""

    def public(self) -> ColumnQuerySet:
        """Those that readers may see."""
        return self.exclude(state=Column.State.HIDDEN)

    def live_first(self) -> ColumnQuerySet:
        """Live columns before closed ones, then by title."""
        return self.order_by(models.Case(models.When(state=Column.State.LIVE, then=0), default=1), "title")


class Column(models.Model):
    """A running subject ("Putin in Syria"): dated posts, and one gapless log of everything that changes in them.

    `epoch` names one unbroken run of the log and `head_seq` is its last number: together they label every page.
    Only `columns.changes.log` moves them.
    """

    class State(models.TextChoices):
        """Who may see the column, and whether it goes on."""

        HIDDEN = "hidden", _("private: nobody but its members sees it")
        LIVE = "live", _("live")
        CLOSED = "closed", _("closed: corrections only")
        ARCHIVED = "archived", _("archived: nothing changes any more")

    slug = models.CharField(_("address"), max_length=80, unique=True, validators=[slug_rule])
    title = models.CharField(_("title"), max_length=200)
    description = models.CharField(_("description"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.LIVE)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[check_time_zone],
        help_text=_("An IANA name such as Asia/Damascus. Dates and times on the pages are in this zone."),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    keeps_evidence = models.BooleanField(
        _("keep uploaded pictures as evidence"), default=False,
        help_text=_(
            "The files as they came, with the place and the time that their cameras noted: privately, for those who "
            "may see evidence. Otherwise they are discarded."
        ),
    )
    safety_delay = models.PositiveIntegerField(
        _("safety delay"), default=0, validators=[MaxValueValidator(LONGEST_DELAY)],
        help_text=_("Seconds between “Publish” and readers' eyes, in which anybody on the desk can stop an entry."),
    )
    four_eyes = models.BooleanField(
        _("four eyes"), default=False, help_text=_("Nobody publishes a text that they were the last to write.")
    )
    #: Set while nothing may be published here.
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("frozen by"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    #: Set while the column is hidden after readers had seen it: its addresses then say so (410).
    taken_down_at = models.DateTimeField(null=True, editable=False)
    epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    head_seq = models.BigIntegerField(default=0, editable=False)
    #: Counts what moved on the desk and was not for readers: drafts, holds, schedules (`columns.changes.desk`).
    desk_seq = models.BigIntegerField(default=0, editable=False)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The column's time zone as an object."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from the language."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return self.state != self.State.HIDDEN

    @property
    def is_live(self) -> bool:
        """Whether new posts may be opened."""
        return self.state == self.State.LIVE

    @property
    def is_frozen(self) -> bool:
        """Whether publishing has been stopped here."""
        return self.frozen_at is not None

    def get_absolute_url(self) -> str:
        """`/<column>/`."""
        from django.urls import reverse

        return reverse("column", args=[self.slug])
