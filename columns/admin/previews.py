"""Previews: an entry on a page like those of readers, also before any reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from columns.models import Entry, Site
from columns.reading.fragments import as_column, preview
from columns.reading.regions import column_regions
from columns.reading.zones import zone_label

if TYPE_CHECKING:
    from .roles import ModelAdmin
else:
    ModelAdmin = object


class Previews(ModelAdmin):
    """An admin of entries with `<id>/preview/`: what is stored of one, for those who may read it here."""

    def get_urls(self) -> list[Any]:
        """Django's, and the preview's."""
        view = self.admin_site.admin_view(require_safe(self.preview_view))
        return [path("<path:object_id>/preview/", view, name="columns_entry_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page, in the language and the zone of the column. As all of the admin, it is kept by no cache."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry: Entry | None = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        column = entry.column
        with as_column(column):
            context = {
                "site": Site.current(), "column": column, "entry": entry, "post": entry.post,
                "page_language": column.language, "page_direction": column.direction,
                "masthead": mark_safe(column_regions(column)["masthead"]),  # noqa: S308 - our own template
                "fragment": mark_safe(preview(column, entry)),  # noqa: S308 - the same
                "zone_label": zone_label(column, entry.post.date),
            }
            response = render(request, "admin/columns/preview.html", context)
        response.headers["X-Robots-Tag"] = "noindex"
        return response
