"""The change log in Django's admin, to be read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from columns.models import Change

from .read_only import ReadOnlyAdmin
from .roles import OwnColumns


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """What moved, when and by which verb. It holds no text; the texts are in the revisions."""

    list_display = ("seq", "column", "op", "what", "by", "at")
    list_display_links = None
    list_filter = (("column", OwnColumns), "op")
    list_select_related = ("column", "post", "entry", "revision__by")
    search_fields = ("=entry__id", "=post__id")
    date_hierarchy = "at"
    ordering = ("-pk",)

    @admin.display(description=_("what"))
    def what(self, change: Change) -> SafeString | str:
        """The entry, the post or the column, with the way there."""
        thing: Any = change.entry or change.post or change.column
        address = reverse(f"admin:columns_{thing._meta.model_name}_change", args=[thing.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, thing)

    @admin.display(description=_("by"))
    def by(self, change: Change) -> str | None:
        """Who saved the text, where a text was saved."""
        return str(change.revision.by) if change.revision and change.revision.by else None
