"""Token: what a tool shows in order to publish from outside as somebody."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .column import Column


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, in the words the doors use."""

    def valid(self) -> TokenQuerySet:
        """Those that open a door: for a column, not revoked, and their owner still works there."""
        works_there = Q(user__is_superuser=True) | Q(user__memberships__column=F("column"))
        owned = {"user__is_active": True, "user__is_staff": True, "column__isnull": False}
        return self.filter(works_there, revoked_at=None, **owned)


class Token(models.Model):
    """A secret that a tool shows to act as `user` in one column: with that user's role there, and for `scopes` alone.

    Of the secret only its SHA-256 is kept: whoever reads this table can act as nobody. It is random and long, so that
    a slow hash would add nothing. `name` says which tool has it; of its use only the last day is kept.
    """

    class Scope(models.TextChoices):
        """What a tool may do, as far as its owner may."""

        DRAFT = "draft", _("save drafts")
        PUBLISH = "publish", _("publish")
        AMEND = "amend", _("amend")
        WITHDRAW = "withdraw", _("withdraw")
        UPLOAD = "upload", _("bring in pictures")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name=_("acts as"))
    #: Null in one that was made before tokens belonged to columns: it opens nothing any more.
    column = models.ForeignKey(Column, models.CASCADE, null=True, related_name="tokens", verbose_name=_("column"))
    scopes = models.JSONField(_("may"), default=list)
    name = models.CharField(_("tool"), max_length=100, help_text=_("Which program has it, and where."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    last_used_on = models.DateField(_("last used on"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    #: A token is never rewritten. A form that asks which state it builds on hears the first and only one.
    revision: ClassVar[int] = 1

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")

    @property
    def session(self) -> str:
        """What stands in the audit log where an editor's session would."""
        return f"token:{self.pk}"

    def __str__(self) -> str:
        return self.name
