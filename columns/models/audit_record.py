"""AuditRecord and AuditHead: who did what, when, from which session; each sealed by the hash of all before it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import Column


class AuditRecord(models.Model):
    """One act of a person. It holds no text that was published or typed, and is never updated nor deleted.

    Each column has a chain of its own (`column`), and the site has one (null): `number` counts without a gap, and
    `digest` is the SHA-256 of the record together with the digest of the one before it (`columns.audit.chain`).
    """

    # No index of its own: the constraint below has one, and each costs whoever records.
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, related_name="audit", db_index=False, verbose_name=_("column")
    )
    number = models.BigIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+",
        verbose_name=_("by"),
    )
    #: Their name as it was then.
    by_name = models.CharField(_("name"), max_length=150, blank=True)
    #: A fingerprint of the session or `token:<key>`, by which acts of one sign-in are seen to belong together.
    session = models.CharField(_("session"), max_length=40, blank=True)
    act = models.CharField(_("act"), max_length=40)
    #: The kind and the key of what it was done to: "entry k3…".
    about = models.CharField(_("about"), max_length=80, blank=True)
    told = models.JSONField(_("details"), default=dict)
    #: Whether the chiefs of the column are told on the desk.
    is_alert = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit record")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        # Only what is an alert pays for it.
        indexes = [models.Index(fields=["column", "at"], condition=models.Q(is_alert=True), name="audit_alerts")]
        constraints = [
            models.UniqueConstraint(fields=["column", "number"], name="audit_number"),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(column__isnull=True), name="audit_number_of_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class AuditHead(models.Model):
    """Where a chain ends: its last number and digest, locked while a record is added. `chain`: a column, 0 the site."""

    chain = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain}: {self.number}"
