"""Image: a picture that editors have brought in, and all that is said of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .ids import new_id

#: How long whoever has claimed an image has it to himself: longer than making its renditions may take.
CLAIM = timedelta(minutes=3)
_percent = [MaxValueValidator(100)]


def private_storage() -> Storage:
    """Where files lie that have no address."""
    return storages["private"]


class Cover(models.TextChoices):
    """What may hurt whoever sees or hears something: it is covered until they ask for it."""

    DEATH = "death", _("death")
    INJURY = "injury", _("injury")
    BLOOD = "blood", _("blood")
    CHILDREN = "children", _("children")
    TORTURE = "torture", _("torture")
    CAPTIVES = "captives", _("captives")
    AUDIO = "audio", _("distressing sound")


#: Kinds that show somebody: whether they can be recognised must be said.
OF_PEOPLE = frozenset({Cover.DEATH, Cover.INJURY, Cover.CHILDREN, Cover.TORTURE, Cover.CAPTIVES})


class ImageQuerySet(models.QuerySet["Image"]):
    """Images, in the words of those who work on them."""

    def due(self, at: datetime) -> ImageQuerySet:
        """Those whose renditions are to be made, the longest waiting first."""
        return self.filter(next_try_at__lte=at).order_by("next_try_at", "pk")


class Image(models.Model):
    """One picture, known by the SHA-256 of what was uploaded: all entries that show it share what is said of it.

    `master` is our own copy without metadata, and private; `renditions` are the public files made of it, of which
    the first is there at once (pending) and the others are made by a job. Nothing public tells of the upload.
    """

    class State(models.TextChoices):
        """pending → settled or failed; whatever it is, an editor can withdraw it."""

        PENDING = "pending", _("being prepared")
        SETTLED = "settled", _("ready")
        FAILED = "failed", _("in one size only")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING, editable=False)
    #: Why there is only the first rendition: a `columns.images.reasons.Reason`; empty while all is well.
    reason = models.CharField(max_length=20, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("uploaded by"),
    )

    # Its files.
    master = models.FileField(storage=private_storage, upload_to="masters/", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    #: {"key": …, "sizes": [[width, height], …] from the smallest, "formats": ["avif", "webp", "jpg"],
    #: "least": the bytes of the smallest JPEG}
    renditions = models.JSONField(default=dict, editable=False)
    #: The colours of a raster of four by three, each as three hexadecimal digits, row by row.
    blur = models.CharField(max_length=36, blank=True, editable=False)

    # What is said of it.
    caption = models.CharField(_("caption"), max_length=600, blank=True)
    alt = models.CharField(
        _("alternative text"), max_length=500, blank=True,
        help_text=_("What can be seen, in a sentence, for those who cannot see it: who does what, where."),
    )
    decorative = models.BooleanField(_("only decorates: there is nothing to tell of it"), default=False)
    credit = models.CharField(_("credit"), max_length=200, blank=True)

    # How it is shown.
    cover = models.JSONField(_("cover"), default=list, blank=True)
    cover_note = models.CharField(
        _("what the cover says"), max_length=300, blank=True,
        help_text=_("Plainly what is under it, so that readers can choose: “A body in the street, the face visible.”"),
    )
    #: Null: nobody has said.
    identifiable = models.BooleanField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("decided by"),
    )
    #: Their name as it was then: the decision outlives the account.
    cleared_name = models.CharField(max_length=150, blank=True, editable=False)
    cleared_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    focus_x = models.PositiveSmallIntegerField(default=50, validators=_percent)
    focus_y = models.PositiveSmallIntegerField(default=50, validators=_percent)
    #: [left, top, right, bottom] in thousandths of the master, or null: all of it.
    crop = models.JSONField(null=True, blank=True)
    withdrawal_reason = models.CharField(_("public reason"), max_length=300, blank=True, editable=False)
    #: Who last said any of it, and when: where two people have to see what is published, it is a text like others.
    worded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False,
    )
    worded_at = models.DateTimeField(null=True, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(next_try_at__isnull=False), name="image_due"),
        ]

    def __str__(self) -> str:
        return shorten(self.alt or self.caption, 80, placeholder="…") or self.id

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers see only that something was here."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_covered(self) -> bool:
        """Whether nobody sees it unasked."""
        return bool(self.cover)

    @property
    def is_cleared(self) -> bool:
        """Whether somebody has decided, by name, that people who can be recognised in it are shown."""
        return self.cleared_at is not None

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each rendition in pixels, from the smallest."""
        return [(width, height) for width, height in self.renditions.get("sizes", [])]

    @property
    def formats(self) -> list[str]:
        """The endings of the files of each size, the lightest first; a JPEG is always among them."""
        return list(self.renditions.get("formats", []))

    def url(self, width: int, ending: str = "jpg") -> str:
        """The address of one rendition."""
        return default_storage.url(rendition_name(self.renditions, width, ending))

    def file_names(self) -> list[str]:
        """The names of all its public files in the storage."""
        return [rendition_name(self.renditions, width, each) for width, _height in self.sizes for each in self.formats]


def rendition_name(renditions: dict[str, Any], width: int, ending: str) -> str:
    """Where a rendition is kept: under a key that tells nothing of the picture and is never used again."""
    return f"images/{renditions['key']}/{width}.{ending}"
