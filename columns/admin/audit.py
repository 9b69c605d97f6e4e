"""The audit log in Django's admin, to be read by chiefs: what was done in their own columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from columns.audit.words import said
from columns.models import AuditRecord

from .read_only import ReadOnlyAdmin
from .roles import OwnColumns


class ByAct(admin.AllValuesFieldListFilter):
    """A filter by what was done, in words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's, with the names that people give them."""
        for choice in super().choices(changelist):
            yield {**choice, "display": said(str(choice["display"]))}


@admin.register(AuditRecord)
class AuditRecordAdmin(ReadOnlyAdmin):
    """Who did what, when, from which session. It holds keys and numbers, no words (docs/audit.md)."""

    views = "read_audit"
    list_display = ("when", "who", "what", "thing", "place")
    list_display_links = None
    list_filter = (("act", ByAct), "by_name", ("column", OwnColumns))
    list_select_related = ("column",)
    search_fields = ("=about", "=session", "=act")
    search_help_text = _("What it was done to (“entry …”), a session or a verb")
    sortable_by = ("when",)
    ordering = ("-pk",)

    def home_of(self, thing: Any) -> Collection[int]:
        """Its chain: the site's own, which is of no column, is read by superusers alone."""
        return (thing.column_id or 0,)

    @admin.display(description=_("when"), ordering="at")
    def when(self, record: AuditRecord) -> SafeString:
        """In the zone of its column, which is named."""
        zone = record.column.zone if record.column else UTC
        local = date_format(timezone.localtime(record.at, zone), "Y-m-d H:i:s")
        return _two(format_html('<time datetime="{}" dir="ltr">{}</time>', record.at.isoformat(), local), str(zone))

    @admin.display(description=_("who"))
    def who(self, record: AuditRecord) -> SafeString:
        """Their name as it was then, and the session."""
        return _two(format_html("<bdi>{}</bdi>", record.by_name), record.session)

    @admin.display(description=_("what"))
    def what(self, record: AuditRecord) -> SafeString:
        """In words, with the verb and what was noted: numbers, keys and names of fields."""
        told = format_html_join("", ", {}: {}", sorted(record.told.items()))
        return _two(said(record.act), format_html("{}{}", record.act, told))

    @admin.display(description=_("to what"))
    def thing(self, record: AuditRecord) -> SafeString | str:
        """The kind and the key, with the way there."""
        kind, _space, key = record.about.partition(" ")
        if kind not in {model._meta.model_name for model in self.admin_site._registry}:
            return record.about
        return format_html('<a href="{}">{}</a>', reverse(f"admin:columns_{kind}_change", args=[key]), record.about)

    @admin.display(description=_("column, number"))
    def place(self, record: AuditRecord) -> SafeString:
        """The chain, and the place in it."""
        chain = record.column.title if record.column else _("the whole site")
        return _two(format_html("<bdi>{}</bdi>", chain), str(record.number))


def _two(first: str, second: str) -> SafeString:
    """Two lines of a cell: what is looked for, and what belongs to it."""
    return format_html('{}<br><span class="quiet">{}</span>', first, second)
