"""The audit log in Django's admin, to be read by chiefs: what was done in their own columns."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from columns.models import AuditRecord

from .read_only import ReadOnlyAdmin
from .roles import OwnColumns


@admin.register(AuditRecord)
class AuditRecordAdmin(ReadOnlyAdmin):
    """Who did what, when, from which session. It holds keys and numbers, no words (docs/audit.md)."""

    views = "read_audit"
    list_display = ("number", "column", "at", "by_name", "act", "about", "details", "session")
    list_display_links = None
    list_filter = ("act", "by_name", ("column", OwnColumns))
    list_select_related = ("column",)
    search_fields = ("=about", "=session")
    search_help_text = _("What it was done to (“entry …”), or a session")
    sortable_by = ("at",)
    ordering = ("-pk",)

    def home_of(self, thing: Any) -> Collection[int]:
        """Its chain: the site's own, which is of no column, is read by superusers alone."""
        return (thing.column_id or 0,)

    @admin.display(description=_("details"))
    def details(self, record: AuditRecord) -> SafeString:
        """The numbers, keys and names of fields that were noted."""
        return format_html_join(", ", "{}: {}", sorted(record.told.items()))

