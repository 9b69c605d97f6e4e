"""Evidence in Django's admin: what was uploaded, and what its camera noted, for those alone who may see it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from columns.models import Evidence

from .image_list import thumbnail
from .read_only import ReadOnlyAdmin
from .roles import OwnColumns


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """What is kept of uploads. Nothing else in the admin leads here for those who may not see it."""

    views = "view_evidence"
    list_display = ("kept_at", "column", "picture", "captured", "camera")
    list_filter = (("column", OwnColumns),)
    list_select_related = ("column", "image")
    ordering = ("-kept_at", "pk")
    fields = (
        "picture", "shown", "column", "captured", "place", "camera", "sha256", "kept_at", "original_shown",
    )
    readonly_fields = fields

    def get_urls(self) -> list[Any]:
        """Django's, and the file's."""
        view = self.admin_site.admin_view(require_safe(self.original_view))
        return [path("<slug:image_id>/original/", view, name="columns_evidence_original"), *super().get_urls()]

    def original_view(self, request: HttpRequest, image_id: str) -> HttpResponseBase:
        """The file as it came: to be kept, and never to be opened by the browser."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kept = self.get_queryset(request).filter(pk=image_id).first()
        if kept is None:
            raise Http404
        try:
            file = kept.original.open("rb")
        except OSError as error:
            raise Http404(gettext("The file is gone from the storage.")) from error
        headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
        return FileResponse(
            file, as_attachment=True, filename=f"evidence-{kept.pk}", content_type="application/octet-stream",
            headers=headers,
        )

    @admin.display(description=_("picture"))
    def picture(self, kept: Evidence) -> SafeString:
        """With the way to it."""
        address = reverse("admin:columns_image_change", args=[kept.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, kept.image)

    @admin.display(description=_("as readers see it"))
    def shown(self, kept: Evidence) -> SafeString:
        """Small."""
        return thumbnail(kept.image)

    @admin.display(description=_("place by the camera"))
    def place(self, kept: Evidence) -> str:
        """In degrees, north and east positive."""
        return "" if kept.latitude is None else f"{kept.latitude:.6f}, {kept.longitude:.6f}"

    @admin.display(description=_("SHA-256 of the file"))
    def sha256(self, kept: Evidence) -> str:
        """By which it is known."""
        return kept.image.sha256

    @admin.display(description=_("the file"))
    def original_shown(self, kept: Evidence) -> SafeString:
        """To be downloaded."""
        address = reverse("admin:columns_evidence_original", args=[kept.pk])
        return format_html('<a href="{}" download>{}</a>', address, gettext("Download it as it came"))
