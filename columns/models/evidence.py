"""Evidence: the upload itself and what its camera wrote into it, kept where a column asks for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column
from .image import Image, private_storage


class Evidence(models.Model):
    """What an image was made of, for those alone who may see evidence. It has no address and is in no feed or page."""

    image = models.OneToOneField(Image, models.CASCADE, primary_key=True, related_name="evidence", editable=False)
    column = models.ForeignKey(Column, models.PROTECT, related_name="+", editable=False, verbose_name=_("column"))
    original = models.FileField(storage=private_storage, upload_to="evidence/", editable=False)
    #: As the camera wrote it, with its offset if it knew one: its clock may be wrong.
    captured = models.CharField(_("time by the camera"), max_length=40, blank=True, editable=False)
    latitude = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(null=True, editable=False)
    camera = models.CharField(_("camera"), max_length=100, blank=True, editable=False)
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return str(self.image)
