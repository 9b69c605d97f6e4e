"""Site: who publishes this. One row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """The site's identity: its name, its publisher and the notice that stands above every page, if any."""

    name = models.CharField(_("name"), max_length=100, default="Live blog")
    publisher = models.CharField(_("publisher"), max_length=100, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    notice = models.CharField(
        _("notice"), max_length=300, blank=True, help_text=_("One line above every page, such as “Demonstration”.")
    )
    #: Set while nothing may be published anywhere.
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("frozen by"),
    )
    #: Set while pages are served as lightly as they can be.
    lite_at = models.DateTimeField(_("lite since"), null=True, editable=False)
    lite_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("lite by"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("site identity")
        verbose_name_plural = _("site identity")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Site:
        """The one row; an unsaved one with the defaults before anybody has named the site."""
        return cls.objects.order_by("pk").first() or cls()

    @classmethod
    def is_lite(cls) -> bool:
        """Whether pages are to be as light as they can be, in one small question."""
        return cls.objects.filter(lite_at__isnull=False).exists()
