"""Membership: who works on which column, and as what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column


class Membership(models.Model):
    """A person's role in one column. Each role may do what the one before it may, and more (docs/roles.md)."""

    class Role(models.TextChoices):
        """From the one who may do least."""

        REPORTER = "reporter", _("reporter")
        EDITOR = "editor", _("editor")
        CHIEF = "chief", _("chief")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    column = models.ForeignKey(Column, models.CASCADE, related_name="memberships", verbose_name=_("column"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.REPORTER)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [models.UniqueConstraint(fields=["user", "column"], name="membership_once_per_column")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.column}"
