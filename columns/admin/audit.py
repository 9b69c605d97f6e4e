"""The audit log in Django's admin, to be read by chiefs: what was done in their own columns."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from columns.models import AuditRecord
from columns.publishing import permissions

from .read_only import ReadOnlyAdmin


@admin.register(AuditRecord)
class AuditRecordAdmin(ReadOnlyAdmin):
    """Who did what, when, from which session. It holds keys and numbers, no words (docs/audit.md)."""

    list_display = ("number", "column", "at", "by_name", "act", "about", "details", "session")
    list_display_links = None
    list_filter = ("act", "by_name", ("column", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("column",)
    search_fields = ("=about", "=session")
    search_help_text = _("What it was done to (“entry …”), or a session")
    sortable_by = ("at",)
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditRecord]:
        """Those of the columns whose chief one is; a superuser's are all."""
        records: QuerySet[AuditRecord] = super().get_queryset(request)
        if request.user.is_superuser:
            return records
        own = (membership.column_id for membership in request.user.memberships.all())  # type: ignore[union-attr]
        return records.filter(column__in=[column for column in own if _may_read(request, column)])

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may read of any column."""
        return _may_read(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may read of that column."""
        return _may_read(request, *([obj.column_id] if obj and obj.column_id else []))

    @admin.display(description=_("details"))
    def details(self, record: AuditRecord) -> SafeString:
        """The numbers, keys and names of fields that were noted."""
        return format_html_join(", ", "{}: {}", sorted(record.told.items()))


def _may_read(request: HttpRequest, *columns: int) -> bool:
    return permissions.may(request.user, "read_audit", *columns)
